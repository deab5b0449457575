package org.hafnia.simulator.fitting.states;

/** The two states of a cell, as words in the data. */
enum Level {
  LRS,
  HRS
}
