package org.hafnia.service.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.NamedFile;
import org.hafnia.simulator.dataset.named.NamedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fetches a published set's files; each appears whole and official, or not at all. */
@Component
final class Fetch {

  private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

  private final DatasetsProperties properties;
  private final ReentrantLock lock = new ReentrantLock();

  Fetch(DatasetsProperties properties) {
    this.properties = properties;
  }

  boolean allowed() {
    return properties.fetch();
  }

  String address(NamedSet set) {
    return Objects.requireNonNullElse(properties.address(), set.address());
  }

  /** Fetches what is not there yet; says why not where it could not. */
  Optional<String> into(Path directory, NamedSet set) {
    if (!allowed()) {
      return Optional.of("Fetching is switched off (hafnia.datasets.fetch).");
    }
    lock.lock();
    try (var client = client()) {
      Files.createDirectories(directory);
      for (var file : set.files()) {
        if (!Files.exists(directory.resolve(file.name()))) {
          fetch(client, file, address(set) + file.name(), directory);
        }
      }
      return Optional.empty();
    } catch (IOException | DatasetProblem | IllegalArgumentException e) {
      LOG.warn("{} cannot be fetched from {}: {}", set.name(), address(set), e.toString());
      return Optional.of("Fetching from " + address(set) + " failed: " + inWords(e) + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("Fetching from " + address(set) + " was interrupted.");
    } finally {
      lock.unlock();
    }
  }

  private void fetch(HttpClient client, NamedFile file, String address, Path directory)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address)).timeout(properties.fetchTimeout()).build();
    var response = client.send(request, BodyHandlers.ofInputStream());
    var temporary = Files.createTempFile(directory, file.name(), ".part");
    try (var body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException(address + " answered " + response.statusCode());
      }
      store(body, file, temporary);
      Files.move(
          temporary,
          directory.resolve(file.name()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void store(InputStream body, NamedFile file, Path target) throws IOException {
    try (var digesting = file.digesting(body);
        var out = Files.newOutputStream(target)) {
      long left = file.bytes() + 1;
      byte[] buffer = new byte[1 << 16];
      for (int read = digesting.read(buffer); read >= 0 && left > 0; ) {
        out.write(buffer, 0, read);
        left -= read;
        read = digesting.read(buffer, 0, Math.clamp(left, 1, buffer.length));
      }
      file.checkPublished(digesting);
    }
  }

  /** The client's own exceptions often have a type and a cause, but no message. */
  private static String inWords(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "there is no host of this name";
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    return failure instanceof ConnectException
        ? "connection refused"
        : "no answer from there (" + failure.getClass().getSimpleName() + ")";
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(properties.connectTimeout())
        .followRedirects(Redirect.NORMAL)
        .build();
  }
}
