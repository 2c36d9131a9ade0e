package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Serializable lambdas and method references: where they are written, and what they captured.
 *
 * <p>They are made again by the class they are written in, which the receiver initialises for it: their body lives
 * there.
 */
final class LambdaForm implements Form {

    /*
     * Made again through $deserializeLambda$, which javac writes into the class for that purpose and which takes no
     * other call site than those of the class. It is looked up by findStatic: getDeclaredMethod, which the JDK's own
     * SerializedLambda.readResolve uses, loads the types in all signatures of the class, so that a test class can't be
     * used where JUnit is missing.
     */
    private static final MethodType DESERIALIZE = MethodType.methodType(Object.class, SerializedLambda.class);

    private final ClassValue<Method> writeReplace = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
            return writeReplaceOf(type);
        }
    };
    private final ConcurrentMap<Class<?>, MethodHandle> makers = new ConcurrentHashMap<>();

    static boolean isLambda(Class<?> type) {
        if (!type.isSynthetic() || !Serializable.class.isAssignableFrom(type)) {
            return false;
        }
        try {
            type.getDeclaredMethod("writeReplace");
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    @Override
    public void write(Object value, Position at, Encoder encoder) {
        SerializedLambda lambda = takeApart(value);
        encoder.writeName(lambda.getCapturingClass().replace('/', '.'));
        encoder.writeName(lambda.getFunctionalInterfaceClass().replace('/', '.'));
        encoder.writeName(lambda.getFunctionalInterfaceMethodName());
        encoder.writeName(lambda.getFunctionalInterfaceMethodSignature());
        encoder.writeName(lambda.getImplClass());
        encoder.writeName(lambda.getImplMethodName());
        encoder.writeName(lambda.getImplMethodSignature());
        encoder.writeName(lambda.getInstantiatedMethodType());
        WireOutput out = encoder.bytes();
        out.writeByte(lambda.getImplMethodKind());
        out.writeVarInt(lambda.getCapturedArgCount());
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            writeCaptured(lambda, i, encoder);
        }
    }

    @Override
    public Object read(Position at, Decoder decoder) {
        String capturing = decoder.readName();
        String functional = decoder.readName();
        requireFit(at, functional, decoder);
        String method = decoder.readName();
        String signature = decoder.readName();
        String implClass = decoder.readName();
        String implMethod = decoder.readName();
        String implSignature = decoder.readName();
        String instantiated = decoder.readName();
        WireInput in = decoder.bytes();
        int kind = in.readByte();
        @Nullable Object[] captured = new @Nullable Object[decoder.readCount(1)];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = decoder.read(Position.ANY);
        }
        Class<?> type = decoder.classes().find(capturing, Object.class);
        SerializedLambda lambda = new SerializedLambda(
                type,
                functional.replace('.', '/'),
                method,
                signature,
                kind,
                implClass,
                implMethod,
                implSignature,
                instantiated,
                captured);
        return make(type, lambda);
    }

    /** What it captured. @throws Refusal if it can't be taken apart */
    @Nullable
    Object[] captured(Object value) {
        SerializedLambda lambda = takeApart(value);
        @Nullable Object[] captured = new @Nullable Object[lambda.getCapturedArgCount()];
        for (int i = 0; i < captured.length; i++) {
            captured[i] = lambda.getCapturedArg(i);
        }
        return captured;
    }

    private SerializedLambda takeApart(Object value) {
        try {
            if (writeReplace.get(value.getClass()).invoke(value) instanceof SerializedLambda lambda) {
                return lambda;
            }
            throw Refusal.of(value);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new Refusal(value.getClass().getTypeName(), "it can't be taken apart: " + e);
        }
    }

    private static void writeCaptured(SerializedLambda lambda, int index, Encoder out) {
        try {
            out.write(lambda.getCapturedArg(index), Position.ANY);
        } catch (Refusal e) {
            throw new LambdaSite(lambda).refuse(index, e);
        }
    }

    /** Whatever the class is that the lambda is written in, it isn't touched unless its interface may stand here. */
    private static void requireFit(Position at, String functional, Decoder decoder) {
        Class<?> bound = at.bound();
        boolean anything = bound == Serializable.class || bound == Object.class;
        if (!anything && !bound.isInterface()) {
            throw at.misfit("a lambda");
        }
        Class<?> type = decoder.classes().find(functional, anything ? Object.class : bound);
        if (!type.isInterface()) {
            throw at.misfit(functional);
        }
    }

    private Object make(Class<?> type, SerializedLambda lambda) {
        try {
            Object made = (Object) maker(type).invokeExact(lambda);
            if (made == null) {
                throw new WireFormatException("no lambda: class=" + type.getName());
            }
            return made;
        } catch (WireFormatException e) {
            throw e;
        } catch (IllegalArgumentException | NoSuchMethodException | IllegalAccessException e) {
            throw new WireFormatException(
                    "class " + type.getName() + " differs between processes: lambda=" + lambda.getImplMethodName(), e);
        } catch (Throwable e) {
            throw new WireFormatException("lambda can't be made: class=" + type.getName() + " error=" + e, e);
        }
    }

    private MethodHandle maker(Class<?> type) throws NoSuchMethodException, IllegalAccessException {
        MethodHandle maker = makers.get(type);
        if (maker == null) {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            maker = lookup.findStatic(type, "$deserializeLambda$", DESERIALIZE);
            makers.put(type, maker);
        }
        return maker;
    }

    private static Method writeReplaceOf(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod("writeReplace");
            if (!method.trySetAccessible()) {
                throw Refusal.ofLambda(type, "its module keeps it closed to us: write one in your own code instead");
            }
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("not a serializable lambda: class=" + type.getName(), e);
        }
    }
}
