package org.hafnia.simulator.training.folds;

import org.hafnia.simulator.training.TrainingResult;

/**
 * What the training of one fold has found.
 *
 * @param number from 1, on through all repetitions
 * @param fold from 1 to the number of folds
 * @param repetition from 1
 * @param trainSamples of the fold, those held out for validation included
 * @param result of its training; the test set is the fold
 */
public record FoldResult(
    int number, int fold, int repetition, int trainSamples, TrainingResult result) {}
