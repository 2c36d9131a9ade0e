# The last net under a run: ends what a test JVM leaves behind, however that JVM came to its end.
#
#   sh -c "<this text>" mesh-reaper <run> <directory>
#
#   <run>        id of the run, 10 characters; what is ended carries MESH_RUN_ID=<run> in its environment
#   <directory>  absolute path of the run's socket directory; removed at the end if its last part is mesh-<run>
#
# stdin   a pipe that only the test JVM holds. Its end means that the JVM is gone. A line "done" before it: nothing is to
#         be done, the reaper exits with 0. Other lines mean nothing.
# stdout  one line, "ready <pid>"; from then on it holds no stream but the pipe.
#
# POSIX sh, tried with dash and the ash of BusyBox; grep, sleep and rm are the only programs. It is passed as an argument,
# without lines that begin with # and without indentation, so that ps shows what it is: no comment may follow code on its
# line, and no text may span lines. For Linux: without a /proc of its own pid namespace it ends nothing.
#
# It must not carry the marker itself, or it would end itself and its grep.

trap '' INT HUP TERM QUIT PIPE TTIN TTOU TSTP
run=$1
directory=$2
echo "ready $$"
exec >/dev/null 2>&1

# Where the reaper spends its life: no process, no timer.
while read -r line; do
    [ "$line" = done ] && exit 0
done

# Fills $found with the pids that carry the marker, blanks around each. One fork for all processes: -F finds the marker
# anywhere, which is enough as no id is part of another. Environments of other users can't be read and don't match.
# They are stopped, so that none starts a child with a cleared environment between the look at the tree and its end.
stop_marked() {
    found=' '
    for file in $(grep -lF "MESH_RUN_ID=$run" /proc/[0-9]*/environ); do
        pid=${file#/proc/}
        pid=${pid%/environ}
        case $pid in
            1 | $$) ;;
            *) kill -STOP "$pid" && found="$found$pid " ;;
        esac
    done
}

# Fills $tree with pid:parent of all that live, but for the reaper and the first process. Builtins only. A stat is
# "pid (name) state parent ...", where the name may hold anything, ends of lines and brackets too; the cut at the last
# bracket is slow and rarely needed. Z and X are dead.
read_tree() {
    tree=
    for stat in /proc/[0-9]*/stat; do
        line=
        while read -r part; do
            line=$line$part
        done < "$stat"
        fields=${line#*) }
        case $fields in
            *')'*) fields=${fields##*) } ;;
        esac
        parent=${fields#? }
        case ${line%% *}:$fields in
            : | 1:* | $$:* | *:[ZX]*) ;;
            *) tree="$tree ${line%% *}:${parent%% *}" ;;
        esac
    done
}

# Adds to $found what descends from it, until nothing is added: this is how a child is found whose environment was cleared.
add_descendants() {
    added=yes
    while [ "$added" = yes ]; do
        added=no
        for entry in $tree; do
            case $found in
                *" ${entry%:*} "*) ;;
                *" ${entry#*:} "*)
                    found="$found${entry%:*} "
                    added=yes
                    ;;
            esac
        done
    done
}

# One round; succeeds if something was killed. A pid that is taken over by another process in the middle of a round can't
# be told from the one that was found.
kill_round() {
    stop_marked
    [ "$found" = ' ' ] && return 1
    read_tree
    add_descendants
    killed=1
    for pid in $found; do
        kill -KILL "$pid" && killed=0
    done
    return $killed
}

# Two empty rounds in a row, as a process in the middle of an exec has no environment to read.
kill_all() {
    rounds=0
    empty=0
    while [ $rounds -lt 400 ]; do
        rounds=$((rounds + 1))
        if kill_round; then
            empty=0
        else
            empty=$((empty + 1))
        fi
        [ $empty -eq 2 ] && return
        sleep 0.02 || sleep 1
    done
}

# A shorter id might be part of that of another run. In a /proc of another pid namespace the numbers mean other processes.
self=
read -r self rest < /proc/self/stat
if [ ${#run} -ge 10 ] && [ "$self" = $$ ]; then
    kill_all
fi

case $directory in
    "/mesh-$run" | /*"/mesh-$run") rm -rf "$directory" ;;
esac
exit 0
