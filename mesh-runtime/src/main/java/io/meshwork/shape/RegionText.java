package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;

/** The text form of regions, in both directions. */
final class RegionText {

    private RegionText() {}

    static String of(Strided view) {
        List<Extent.Dim> dims = view.extent().dims();
        StringBuilder text = new StringBuilder(view.offset() == 0 ? "" : view.offset() + "+");
        for (int i = 0; i < dims.size(); i++) {
            text.append(i == 0 ? "" : ",");
            text.append(dims.get(i)).append('/').append(view.strides().get(i));
        }
        return text.append(dims.isEmpty() ? "unity" : "").toString();
    }

    static String of(Listed view) {
        StringBuilder text = new StringBuilder().append(view.extent()).append(':');
        for (Listed.Run run : view.runs()) {
            text.append(run.viewRank() == 0 ? "" : ",").append(run.first());
            text.append(run.count() == 1 ? "" : ".." + run.last());
            text.append(run.step() == 1 ? "" : "/" + run.step());
        }
        return text.toString();
    }

    static Region parse(String text) {
        try {
            int colon = text.indexOf(':');
            return colon < 0 ? strided(text) : listed(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not a region: accepted are [offset+]label=size/stride,… and label=size,…:rank,first..last[/step],…,"
                            + " got: " + text + ": " + e.getMessage(),
                    e);
        }
    }

    private static Region strided(String text) {
        int plus = text.indexOf('+');
        int offset = plus < 0 ? 0 : Integer.parseInt(text.substring(0, plus));
        List<Extent.Dim> dims = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        for (String item : Extent.items(text.substring(plus + 1))) {
            int slash = item.indexOf('/');
            dims.add(Extent.Dim.parse(item.substring(0, Math.max(slash, 0))));
            strides.add(Integer.parseInt(item.substring(slash + 1)));
        }
        return Region.of(new Extent(dims), offset, strides);
    }

    private static Region listed(String extent, String ranks) {
        List<Listed.Run> runs = new ArrayList<>();
        long count = 0;
        for (String item : ranks.split(",", -1)) {
            Listed.Run run = run(item);
            runs.add(run);
            count += run.count();
        }
        Extent shape = Extent.parse(extent);
        if (count != shape.size()) {
            throw new IllegalArgumentException(
                    "not one base rank per member: accepted are " + shape.size() + " for " + shape + ", got: " + count);
        }
        int[] bases = new int[shape.size()];
        int rank = 0;
        for (Listed.Run run : runs) {
            for (int i = 0; i < run.count(); i++) {
                bases[rank++] = run.first() + i * run.step();
            }
        }
        return Region.of(shape, bases);
    }

    private static Listed.Run run(String item) {
        int dots = item.indexOf("..");
        int slash = dots < 0 ? -1 : item.indexOf('/');
        int first = Integer.parseInt(dots < 0 ? item : item.substring(0, dots));
        int last = dots < 0 ? first : Integer.parseInt(item.substring(dots + 2, slash < 0 ? item.length() : slash));
        int step = slash < 0 ? 1 : Integer.parseInt(item.substring(slash + 1));
        if (first < 0 || last < first || step < 1 || (last - first) % step != 0 || last == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "not base ranks: accepted are 0 <= first <= last and step >= 1 that leads"
                            + " from first to last, got: '" + item + "'");
        }
        return new Listed.Run(0, first, (last - first) / step + 1, step);
    }
}
