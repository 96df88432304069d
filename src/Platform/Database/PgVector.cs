// Npgsql offers no stable way to add a type; the package that would is not kept up with this version.
#pragma warning disable NPG9001

using Npgsql;
using Npgsql.Internal;
using Npgsql.Internal.Postgres;

namespace ChatCommerce.Platform.Database;

/// <summary>Sends and reads pgvector's <c>vector</c> and <c>halfvec</c> as <c>float[]</c> in binary (pgvector, src/vector.c and src/halfvec.c).</summary>
internal static class PgVector
{
    public static NpgsqlDataSourceBuilder UsePgVector(this NpgsqlDataSourceBuilder builder)
    {
        builder.AddTypeInfoResolverFactory(new Factory());
        return builder;
    }

    private sealed class Factory : PgTypeInfoResolverFactory
    {
        public override IPgTypeInfoResolver CreateResolver() => new Resolver();

        public override IPgTypeInfoResolver? CreateArrayResolver() => null;
    }

    private sealed class Resolver : IPgTypeInfoResolver
    {
        private readonly TypeInfoMappingCollection mappings = Build();

        public PgTypeInfo? GetTypeInfo(Type? type, DataTypeName? dataTypeName, PgSerializerOptions options) =>
            mappings.Find(type, dataTypeName, options);

        private static TypeInfoMappingCollection Build()
        {
            var built = new TypeInfoMappingCollection();
            Add(built, "vector", new Converter(half: false));
            Add(built, "halfvec", new Converter(half: true));
            return built;
        }

        private static void Add(TypeInfoMappingCollection mappings, string name, Converter converter) =>
            mappings.AddType<float[]>(name, (options, mapping, _) => mapping.CreateInfo(options, converter), static mapping => mapping with
            {
                MatchRequirement = MatchRequirement.DataTypeName,
                TypeMatchPredicate = type => type is null || type == typeof(float[]),
            });
    }

    // On the wire: int16 dimensions, int16 zero, then each element as float4 or half.
    private sealed class Converter(bool half) : PgStreamingConverter<float[]>
    {
        private readonly int width = half ? 2 : 4;

        public override float[] Read(PgReader reader)
        {
            if (reader.ShouldBuffer(4))
            {
                reader.Buffer(4);
            }

            var vector = Start(reader);
            for (var i = 0; i < vector.Length; i++)
            {
                if (reader.ShouldBuffer(width))
                {
                    reader.Buffer(width);
                }

                vector[i] = Element(reader);
            }

            return vector;
        }

        public override async ValueTask<float[]> ReadAsync(PgReader reader, CancellationToken cancellationToken = default)
        {
            if (reader.ShouldBuffer(4))
            {
                await reader.BufferAsync(4, cancellationToken);
            }

            var vector = Start(reader);
            for (var i = 0; i < vector.Length; i++)
            {
                if (reader.ShouldBuffer(width))
                {
                    await reader.BufferAsync(width, cancellationToken);
                }

                vector[i] = Element(reader);
            }

            return vector;
        }

        public override Size GetSize(SizeContext context, float[] value, ref object? writeState) => 4 + width * value.Length;

        public override void Write(PgWriter writer, float[] value)
        {
            if (writer.ShouldFlush(4))
            {
                writer.Flush();
            }

            Start(writer, value);
            foreach (var element in value)
            {
                if (writer.ShouldFlush(width))
                {
                    writer.Flush();
                }

                Element(writer, element);
            }
        }

        public override async ValueTask WriteAsync(PgWriter writer, float[] value, CancellationToken cancellationToken = default)
        {
            if (writer.ShouldFlush(4))
            {
                await writer.FlushAsync(cancellationToken);
            }

            Start(writer, value);
            foreach (var element in value)
            {
                if (writer.ShouldFlush(width))
                {
                    await writer.FlushAsync(cancellationToken);
                }

                Element(writer, element);
            }
        }

        private static float[] Start(PgReader reader)
        {
            var vector = new float[reader.ReadInt16()];
            reader.ReadInt16();
            return vector;
        }

        private static void Start(PgWriter writer, float[] value)
        {
            writer.WriteInt16((short)value.Length);
            writer.WriteInt16(0);
        }

        private float Element(PgReader reader) => half ? (float)BitConverter.Int16BitsToHalf(reader.ReadInt16()) : reader.ReadFloat();

        private void Element(PgWriter writer, float element)
        {
            if (half)
            {
                writer.WriteInt16(BitConverter.HalfToInt16Bits((Half)element));
            }
            else
            {
                writer.WriteFloat(element);
            }
        }
    }
}
