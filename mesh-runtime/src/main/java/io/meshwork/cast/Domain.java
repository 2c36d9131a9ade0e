package io.meshwork.cast;

import io.meshwork.id.ActorId;
import io.meshwork.id.ProcId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members that are cast to together, or a block of them: a tree over their procs. The first proc of a block hands on to the
 * blocks below; all have the same number of procs, or one more (CA-2). Members have positions from 0, proc by proc.
 *
 * <p>For one thread at a time: the relay's.
 */
final class Domain {

    /** The same for all blocks of a domain. */
    record Id(long session, long number) {}

    private final Id id;
    private final int fanout;
    private final boolean root;
    private final int first;
    private final List<Place> places;
    private final int size;
    private final boolean inRankOrder;
    private @Nullable List<Domain> below;
    private boolean told;

    /**
     * @param root whether it is all of the domain, which none of its procs hands on
     * @param first position of its first member
     */
    Domain(Id id, int fanout, boolean root, int first, List<Place> places) {
        this.id = id;
        this.fanout = fanout;
        this.root = root;
        this.first = first;
        this.places = List.copyOf(places);
        int position = first;
        boolean ordered = true;
        for (Place place : places) {
            for (int rank : place.ranks()) {
                ordered &= rank == position++;
            }
        }
        size = position - first;
        inRankOrder = ordered;
    }

    /** All of the receivers, whose ranks are their places in the list. */
    static Domain of(Id id, int fanout, List<ActorId> receivers) {
        Map<ProcId, Place> places = new LinkedHashMap<>();
        for (int rank = 0; rank < receivers.size(); rank++) {
            ActorId receiver = receivers.get(rank);
            Place place = places.computeIfAbsent(
                    receiver.proc(), proc -> new Place(proc, new ArrayList<>(1), new ArrayList<>(1)));
            place.actors().add(receiver.name());
            place.ranks().add(rank);
        }
        return new Domain(id, fanout, true, 0, List.copyOf(places.values()));
    }

    Id id() {
        return id;
    }

    int fanout() {
        return fanout;
    }

    boolean isRoot() {
        return root;
    }

    int first() {
        return first;
    }

    int size() {
        return size;
    }

    List<Place> places() {
        return places;
    }

    /** Whether positions are ranks. */
    boolean isInRankOrder() {
        return inRankOrder;
    }

    /** The proc that hands on to the others of the block. */
    Place head() {
        return places.get(0);
    }

    /** Whether the relay at its head was told of it. */
    boolean isTold() {
        return told;
    }

    void told(boolean now) {
        told = now;
    }

    /** The blocks that are handed on to: as many as the fan-out at most. */
    List<Domain> below() {
        List<Domain> known = below;
        if (known == null) {
            known = tiled();
            below = known;
        }
        return known;
    }

    private List<Domain> tiled() {
        List<Place> rest = root ? places : places.subList(1, places.size());
        int blocks = Math.min(fanout, rest.size());
        List<Domain> tiles = new ArrayList<>(blocks);
        int position = root ? first : first + head().size();
        for (int block = 0; block < blocks; block++) {
            int from = (int) ((long) rest.size() * block / blocks);
            int to = (int) ((long) rest.size() * (block + 1) / blocks);
            Domain tile = new Domain(id, fanout, false, position, rest.subList(from, to));
            tiles.add(tile);
            position += tile.size();
        }
        return tiles;
    }
}
