package org.hafnia.service.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import org.hafnia.service.database.FreshDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Uploads rows that are made on the fly over HTTP into PostgreSQL, and prints how fast that is and
 * what heap it takes: {@code mvn -pl service -am test -Dtest=UploadBenchTest -Dbench=20000000
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "bench", matches = "[0-9]+")
@FreshDatabase
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.servlet.multipart.max-file-size=5GB",
      "spring.servlet.multipart.max-request-size=5GB"
    })
class UploadBenchTest {

  private static final int PULSES = 1000;

  private final int port;

  @Autowired
  UploadBenchTest(@LocalServerPort int port) {
    this.port = port;
  }

  @Test
  void uploadsManyRows() throws IOException, InterruptedException {
    upload(100_000, 1);
    long rows = Long.getLong("bench");
    peaks().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    var made = upload(rows, 2);
    double seconds = (System.nanoTime() - start) / 1e9;
    long peak = peaks().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        Locale.ROOT,
        "%,d rows, %,d bytes of CSV in %.1f s: %,.0f rows/s; heap peak %,d MB (with garbage)%n",
        rows,
        made,
        seconds,
        rows / seconds,
        peak >> 20);
  }

  private static List<MemoryPoolMXBean> peaks() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .toList();
  }

  private long upload(long rows, int variant) throws IOException, InterruptedException {
    var made = new Rows(rows, variant);
    String head =
        "--b\r\nContent-Disposition: form-data; name=\"request\"\r\n\r\n{\"name\": \"bench "
            + variant
            + "\", \"kind\": \"pulse-train\"}\r\n--b\r\nContent-Disposition: form-data;"
            + " name=\"file\"; filename=\"bench.csv\"\r\n\r\ndevice,pulse,resistanceOhm\n";
    var body =
        new SequenceInputStream(
            new ByteArrayInputStream(head.getBytes(UTF_8)),
            new SequenceInputStream(
                made, new ByteArrayInputStream("\r\n--b--\r\n".getBytes(UTF_8))));
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/measurement-sets"))
              .header("Content-Type", "multipart/form-data; boundary=b")
              .POST(BodyPublishers.ofInputStream(() -> body))
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    return made.bytes;
  }

  /** Rows of devices with a thousand pulses each, some thousand at a time. */
  private static final class Rows extends InputStream {

    private final long rows;
    private final int variant;
    private long next;
    private long bytes;
    private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);

    Rows(long rows, int variant) {
      this.rows = rows;
      this.variant = variant;
    }

    @Override
    public int read() {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (current.available() == 0 && next < rows) {
        current = new ByteArrayInputStream(make());
      }
      return current.read(target, offset, length);
    }

    private byte[] make() {
      var text = new StringBuilder(1 << 17);
      for (int i = 0; i < 4096 && next < rows; i++, next++) {
        long mixed = (next * 0x9E3779B97F4A7C15L + variant) >>> 40;
        text.append("d").append(next / PULSES).append(',').append(next % PULSES).append(',');
        text.append(5000 + mixed % 9000).append('.').append(mixed % 997).append('\n');
      }
      byte[] made = text.toString().getBytes(UTF_8);
      bytes += made.length;
      return made;
    }
  }
}
