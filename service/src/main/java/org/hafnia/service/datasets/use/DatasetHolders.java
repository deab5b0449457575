package org.hafnia.service.datasets.use;

import java.util.List;

/** A feature whose jobs read data sets; asked before an upload is deleted. */
public interface DatasetHolders {

  /**
   * What is queued or running and reads the set, in words: "the training 0192…".
   *
   * @param names that the set goes by
   */
  List<String> datasetHolders(List<String> names);
}
