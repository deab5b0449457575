package org.hafnia.service.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, kept open as clients do: plain HTTP/1.1 at the least cost, for the
 * clients share the cores with what they measure.
 */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final int port;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  Wire(int port) {
    this.port = port;
  }

  /**
   * What came back.
   *
   * @param headers with names in small letters
   */
  record Answer(int status, Map<String, String> headers) {}

  /** Sends a request and reads all of the answer. */
  Answer exchange(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    try {
      var out = connected().getOutputStream();
      var head = new StringBuilder();
      head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      if (method.equals("POST")) {
        head.append("Content-Length: ").append(body.length).append("\r\n");
      }
      var all = new ByteArrayOutputStream();
      all.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
      all.writeBytes(body);
      out.write(all.toByteArray());
      return answer();
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  private Socket connected() throws IOException {
    var open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedInputStream(open.getInputStream());
      socket = open;
    }
    return open;
  }

  private Answer answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    var headers = new TreeMap<String, String>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    if ("chunked".equals(headers.get("transfer-encoding"))) {
      for (int size = chunk(); size > 0; size = chunk()) {
        in.skipNBytes(size + 2L);
      }
      line();
    } else if (status != 304 && status != 204) {
      in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
    }
    if ("close".equals(headers.get("connection"))) {
      close();
    }
    return new Answer(status, headers);
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the service closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      Objects.requireNonNull(socket).close();
      socket = null;
    }
  }
}
