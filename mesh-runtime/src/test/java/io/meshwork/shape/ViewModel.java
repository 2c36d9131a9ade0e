package io.meshwork.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A view by brute force: each member with its coordinates. What {@link Region} must agree with. */
public record ViewModel(List<String> labels, List<Member> members) {

    /** @param at index per label */
    public record Member(List<Integer> at, int baseRank) {}

    public static ViewModel of(Extent extent) {
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

    ViewModel flatten(String label) {
        List<Member> flat = new ArrayList<>();
        for (Member member : members) {
            flat.add(new Member(List.of(flat.size()), member.baseRank));
        }
        return new ViewModel(List.of(label), flat);
    }

    ViewModel split(String label, Extent parts) {
        int dim = labels.indexOf(label);
        List<Member> finer = new ArrayList<>();
        for (Member member : members) {
            List<Integer> at = new ArrayList<>(member.at);
            int rest = at.remove(dim);
            for (int i = parts.dims().size() - 1; i >= 0; i--) {
                int size = parts.dims().get(i).size();
                at.add(dim, rest % size);
                rest /= size;
            }
            finer.add(new Member(at, member.baseRank));
        }
        List<String> all = new ArrayList<>(labels);
        all.remove(dim);
        all.addAll(dim, parts.dims().stream().map(Extent.Dim::name).toList());
        return new ViewModel(all, finer);
    }

    ViewModel rename(String from, String to) {
        return new ViewModel(
                labels.stream().map(label -> label.equals(from) ? to : label).toList(), members);
    }

    /** By the indices of the members of each group along those labels, in the order of the indices. */
    SortedMap<List<Integer>, List<Integer>> baseRanksBy(String... by) {
        SortedMap<List<Integer>, List<Integer>> groups = new TreeMap<>(ViewModel::inOrder);
        for (Member member : members) {
            List<Integer> key = Stream.of(by)
                    .map(label -> member.at.get(labels.indexOf(label)))
                    .toList();
            groups.computeIfAbsent(key, none -> new ArrayList<>()).add(member.baseRank);
        }
        return groups;
    }

    private static int inOrder(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i) - other.get(i);
            }
        }
        return 0;
    }

    public List<Integer> baseRanks() {
        return members.stream().map(Member::baseRank).toList();
    }

    int size(String label) {
        int dim = labels.indexOf(label);
        return (int)
                members.stream().map(member -> member.at.get(dim)).distinct().count();
    }

    public Extent extent() {
        return new Extent(
                labels.stream().map(label -> new Extent.Dim(label, size(label))).toList());
    }
}
