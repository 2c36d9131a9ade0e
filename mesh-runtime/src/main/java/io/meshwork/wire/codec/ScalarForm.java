package io.meshwork.wire.codec;

import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.time.Duration;
import java.time.Instant;

/** Boxes, strings, and the two times that ids and failures carry. */
final class ScalarForm implements Form {

    private final Kind kind;

    ScalarForm(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void write(Object value, Position at, Encoder encoder) {
        WireOutput out = encoder.bytes();
        switch (kind) {
            case BOOLEAN -> out.writeBoolean((boolean) value);
            case BYTE -> out.writeByte((byte) value);
            case SHORT -> out.writeShort((short) value);
            case CHAR -> out.writeShort((char) value);
            case INT -> out.writeInt((int) value);
            case LONG -> out.writeLong((long) value);
            case FLOAT -> out.writeFloat((float) value);
            case DOUBLE -> out.writeDouble((double) value);
            case STRING -> out.writeString((String) value);
            case DURATION -> {
                out.writeLong(((Duration) value).getSeconds());
                out.writeInt(((Duration) value).getNano());
            }
            case INSTANT -> {
                out.writeLong(((Instant) value).getEpochSecond());
                out.writeInt(((Instant) value).getNano());
            }
            default -> throw new IllegalStateException("not a scalar: kind=" + kind);
        }
    }

    @Override
    public Object read(Position at, Decoder decoder) {
        WireInput in = decoder.bytes();
        return switch (kind) {
            case BOOLEAN -> in.readBoolean();
            case BYTE -> (byte) in.readByte();
            case SHORT -> in.readShort();
            case CHAR -> (char) in.readShort();
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case STRING -> in.readString();
            case DURATION -> Duration.ofSeconds(in.readLong(), in.readInt());
            case INSTANT -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            default -> throw new IllegalStateException("not a scalar: kind=" + kind);
        };
    }
}
