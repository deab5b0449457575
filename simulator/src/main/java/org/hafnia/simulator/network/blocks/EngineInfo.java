package org.hafnia.simulator.network.blocks;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The engine that runs the networks, for the provenance of a result.
 *
 * @param djl version of DJL
 * @param libtorch version of the native library
 * @param intraOpThreads threads that one libtorch operation uses, for the whole process; bits of a
 *     result depend on it
 */
public record EngineInfo(String djl, String libtorch, int intraOpThreads) {

  /** Must be set before the engine is first used; later changes have no effect. */
  public static final String INTRA_OP_THREADS_PROPERTY = "ai.djl.pytorch.num_threads";

  /** Loads the engine, if nobody has yet. */
  public static EngineInfo current() {
    var engine = Engine.getEngine("PyTorch");
    return new EngineInfo(Engine.getDjlVersion(), engine.getVersion(), JniUtils.getNumThreads());
  }
}
