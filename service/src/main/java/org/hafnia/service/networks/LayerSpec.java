package org.hafnia.service.networks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One layer as a request writes it; the fields are named as in the contract. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LayerSpec(
    String kind,
    @Nullable String name,
    @Nullable Integer units,
    @Nullable Integer filters,
    @Nullable List<Integer> kernel,
    @Nullable List<Integer> stride,
    @Nullable List<Integer> padding,
    @Nullable Integer groups,
    @Nullable Boolean depthwise,
    @Nullable Boolean bias,
    @Nullable String weights,
    @Nullable String function,
    @Nullable Double threshold,
    @Nullable Double rate,
    @Nullable Double factor,
    @Nullable List<LayerSpec> body,
    @Nullable List<LayerSpec> shortcut) {}
