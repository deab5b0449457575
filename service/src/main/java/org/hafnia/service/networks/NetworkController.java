package org.hafnia.service.networks;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hafnia.service.api.NamedNetworkRequest;
import org.hafnia.service.api.Network;
import org.hafnia.service.api.NetworkOrigin;
import org.hafnia.service.api.NetworkPage;
import org.hafnia.service.api.NetworksApi;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.contract.AsAsked;
import org.hafnia.service.web.contract.Cursor;
import org.hafnia.simulator.network.presets.Presets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks {@code /v1/networks}, layer tables aside. */
@RestController
class NetworkController implements NetworksApi {

  private final Networks networks;
  private final Idempotency idempotency;
  private final JsonMapper json;

  NetworkController(Networks networks, Idempotency idempotency, JsonMapper json) {
    this.networks = networks;
    this.idempotency = idempotency;
    this.json = json;
  }

  @Override
  public ResponseEntity<NetworkPage> listNetworks(
      @Nullable NetworkOrigin origin, Integer limit, @Nullable String cursor) {
    var after = Cursor.readName(cursor);
    int more = Math.addExact(limit, 1);
    var presets =
        Presets.all().stream()
            .filter(preset -> origin != NetworkOrigin.STORED)
            .filter(preset -> after == null || preset.name().compareTo(after) > 0)
            .map(NetworkDto::of);
    var stored =
        origin == NetworkOrigin.PRESET ? List.<StoredNetwork>of() : networks.list(after, more);
    var found =
        Stream.concat(presets, stored.stream().map(NetworkDto::of))
            .sorted(Comparator.comparing(Network::getName))
            .limit(more)
            .toList();
    var page = new NetworkPage(found.stream().limit(limit).toList());
    return ResponseEntity.ok(
        found.size() > limit
            ? page.nextCursor(Cursor.ofName(page.getItems().getLast().getName()))
            : page);
  }

  @Override
  public ResponseEntity<Network> postNetwork(
      NamedNetworkRequest request, @Nullable String idempotencyKey) {
    var raw = (ObjectNode) AsAsked.json().deepCopy();
    var spec = NetworkSpec.read(raw.remove(List.of("name", "title", "source")));
    var once =
        new Idempotency.Request<>(
            idempotencyKey, "POST " + NetworkDto.PATH, request, Network.class);
    return idempotency.once(
        once,
        () -> {
          var stored =
              networks.post(request.getName(), request.getTitle(), request.getSource(), spec);
          return ResponseEntity.created(URI.create(NetworkDto.PATH + "/" + stored.name()))
              .body(NetworkDto.of(stored).description(NetworkDto.request(stored.spec(), json)));
        });
  }

  @Override
  public ResponseEntity<Void> deleteNetwork(String name) {
    networks.delete(name);
    return ResponseEntity.noContent().build();
  }
}
