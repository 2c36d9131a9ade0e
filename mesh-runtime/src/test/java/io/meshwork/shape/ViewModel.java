package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;

/** A view by brute force: each member with its coordinates. What {@link Region} must agree with. */
record ViewModel(List<String> labels, List<Member> members) {

    /** @param at index per label */
    record Member(List<Integer> at, int baseRank) {}

    static ViewModel of(Extent extent) {
        List<Member> members = new ArrayList<>();
        for (Point point : extent.points()) {
            List<Integer> at = new ArrayList<>();
            for (int coordinate : point.coordinates()) {
                at.add(coordinate);
            }
            members.add(new Member(at, point.rank()));
        }
        return new ViewModel(extent.dims().stream().map(Extent.Dim::name).toList(), members);
    }

    ViewModel slice(String label, int index) {
        int dim = labels.indexOf(label);
        List<Member> kept = new ArrayList<>();
        for (Member member : members) {
            if (member.at.get(dim) == index) {
                List<Integer> at = new ArrayList<>(member.at);
                at.remove(dim);
                kept.add(new Member(at, member.baseRank));
            }
        }
        List<String> rest = new ArrayList<>(labels);
        rest.remove(dim);
        return new ViewModel(rest, kept);
    }

    ViewModel range(String label, int from, int to, int step) {
        int dim = labels.indexOf(label);
        List<Member> kept = new ArrayList<>();
        for (Member member : members) {
            int index = member.at.get(dim);
            if (index >= from && index < to && (index - from) % step == 0) {
                List<Integer> at = new ArrayList<>(member.at);
                at.set(dim, (index - from) / step);
                kept.add(new Member(at, member.baseRank));
            }
        }
        return new ViewModel(labels, kept);
    }

    List<Integer> baseRanks() {
        return members.stream().map(Member::baseRank).toList();
    }

    int size(String label) {
        int dim = labels.indexOf(label);
        return (int)
                members.stream().map(member -> member.at.get(dim)).distinct().count();
    }

    Extent extent() {
        return new Extent(
                labels.stream().map(label -> new Extent.Dim(label, size(label))).toList());
    }
}
