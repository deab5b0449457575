package org.hafnia.service.errorrates.figures;

import org.hafnia.service.errorrates.answer.ReadMap;
import org.hafnia.service.errorrates.question.Numbers;
import org.hafnia.service.plots.ImagePlot;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Palette;
import org.hafnia.service.plots.sheet.Sheet;
import org.hafnia.service.plots.sheet.Sheet.Colours;

/** The read value over the resistances of both devices of a cell. */
record MapFigure(ReadMap map) implements Plot {

  @Override
  public Sheet sheet() {
    var image =
        new ImagePlot(
            title(),
            Axis.logarithmic("Resistance of BL (Ω)"),
            Axis.logarithmic("Resistance of BLb (Ω)"),
            new Colours("Mean read value, −1 to +1", Palette.DIVERGING, -1, 1),
            map.edgesOhm(),
            map.edgesOhm(),
            map.mean());
    return image.sheet();
  }

  private String title() {
    var volt = map.supplyVolt();
    var celsius = map.temperatureCelsius();
    return volt == null || celsius == null
        ? "Read value"
        : "Read value at %s V, %s °C".formatted(Numbers.shown(volt), Numbers.shown(celsius));
  }
}
