package io.meshwork.bootstrap.handshake;

import io.meshwork.transport.link.Link;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireOutput;

/**
 * What parent and child say on the control link, by the type of the frame.
 *
 * <pre>
 *  child                         parent
 *    | -- HELLO launch, address --&gt; |
 *    | &lt;-- START_PROC id, place --- |
 *    | -- STARTED_PROC -----------&gt; |
 *    | &lt;------ ENVELOPE ----------&gt; |   as long as both live
 *    | &lt;-- STOP reason ------------ |
 *    | -- BYE exit code ----------&gt; |
 * </pre>
 */
public final class Frames {

    public static final int HELLO = 1;
    public static final int START_PROC = 2;
    public static final int STARTED_PROC = 3;
    public static final int ENVELOPE = 4;
    public static final int STOP = 5;
    public static final int BYE = 6;

    private Frames() {}

    public static void send(Link link, Envelope envelope) {
        WireOutput body = new WireOutput(envelope.payload().length + 256);
        EnvelopeFormat.write(envelope, body);
        link.send(ENVELOPE, body);
    }
}
