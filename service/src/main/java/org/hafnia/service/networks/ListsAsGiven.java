package org.hafnia.service.networks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.hafnia.service.api.NetworkLayer;
import org.hafnia.service.api.NetworkRequest;
import org.springframework.boot.jackson.JacksonMixin;

/**
 * Keeps lists that were never given out of the JSON, where the generated classes have empty ones.
 */
@JacksonMixin({NetworkRequest.class, NetworkLayer.class})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
abstract class ListsAsGiven {}
