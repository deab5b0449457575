package org.hafnia.service.devices;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.description.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * A device model that requests can name.
 *
 * @param sha256 over all of its description
 * @param fitId of the fit that made it
 * @param pictures names of the artifacts of its fit that are pictures
 * @param createdAt absent for presets
 */
public record KnownModel(
    ModelDescription description,
    String sha256,
    Origin origin,
    @Nullable UUID fitId,
    List<String> pictures,
    @Nullable Instant createdAt) {

  /** Where a model comes from. */
  public enum Origin {
    PRESET,
    FIT,
    POSTED;

    /** As the contract and the database write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Origin of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  static KnownModel preset(ModelDescription description) {
    return new KnownModel(
        description, CanonicalJson.sha256(description), Origin.PRESET, null, List.of(), null);
  }

  public String name() {
    return description.name();
  }

  /** The equations with these parameters. */
  public DeviceModel model() {
    return DeviceModel.of(description);
  }
}
