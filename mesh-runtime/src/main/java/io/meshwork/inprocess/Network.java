package io.meshwork.inprocess;

import io.meshwork.id.Address;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable.Category;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways between the processes of one machine, and from them to all others, by way of the client. An envelope is handed
 * straight to the process that its destination's address names; for one that has ended it goes back (IP-2). For any thread.
 */
final class Network implements Sender {

    private static final Logger log = LoggerFactory.getLogger(Network.class);

    private final ConcurrentHashMap<Address, VirtualProcess> living = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Address, String> ends = new ConcurrentHashMap<>();
    private final int maxFrameBytes;
    private final Sender upstream;

    /** @param upstream takes what is for none of these processes */
    Network(int maxFrameBytes, Sender upstream) {
        this.maxFrameBytes = maxFrameBytes;
        this.upstream = upstream;
    }

    void join(VirtualProcess process) {
        living.put(process.address(), process);
    }

    /** From one of the processes, or what came back for one. */
    @Override
    public void post(Envelope envelope) {
        if (isTooLarge(envelope)) {
            refuse(envelope);
        } else if (!deliver(envelope)) {
            upstream.post(envelope);
        }
    }

    /** From elsewhere: what is for none of these processes is not sent on, it would come again. */
    void fromOutside(Envelope envelope) {
        if (isTooLarge(envelope)) {
            refuse(envelope);
        } else if (!deliver(envelope)) {
            bounce(envelope, Category.NO_WAY, "no such process: address=" + address(envelope));
        }
    }

    /**
     * A process has ended: those that had to do with it hear the reason.
     *
     * @param wanted whether it was asked to end
     */
    void ended(VirtualProcess process, String reason, boolean wanted) {
        ends.put(process.address(), reason);
        living.remove(process.address());
        process.gone(); // before its peers are looked at: who is not among them yet finds it gone
        for (Address peer : process.peers()) {
            VirtualProcess other = living.get(peer);
            if (other != null) {
                other.peerEnded(process.address(), reason, wanted);
            }
        }
    }

    /* Whether it is one of these processes' matter. */
    private boolean deliver(Envelope envelope) {
        Address to = address(envelope);
        VirtualProcess process = living.get(to);
        if (process != null) {
            introduce(envelope, process);
            if (process.take(envelope)) {
                return true;
            }
        }
        String reason = ends.get(to);
        if (reason != null) {
            bounce(envelope, Category.PROCESS_ENDED, reason);
        }
        return reason != null;
    }

    /** To be said before it is taken, so that whoever ends then knows the other one. */
    void introduce(Envelope envelope, VirtualProcess to) {
        VirtualProcess from = living.get(envelope.from().proc().address());
        if (from != null && from != to) {
            to.met(from.address());
            from.met(to.address());
        }
    }

    private boolean isTooLarge(Envelope envelope) {
        return envelope.payload().length > maxFrameBytes;
    }

    /* As between processes: it goes back to its sender; in place of an answer goes a word on why there is none. */
    private void refuse(Envelope envelope) {
        post(envelope.tooLarge(envelope.payload().length, maxFrameBytes));
    }

    /* As on a link, a control message that nobody waits for an answer to is lost with the process. */
    private void bounce(Envelope envelope, Category category, String reason) {
        if (envelope.mayBounce() && (envelope.replyTo() != null || !envelope.control())) {
            post(envelope.bounced(category, reason));
        } else {
            log.debug("{} dropped: {}", envelope, reason);
        }
    }

    private static Address address(Envelope envelope) {
        return envelope.to().actor().proc().address();
    }
}
