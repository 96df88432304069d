using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatCommerce.Platform;

/// <summary>A typed identifier around a version 7 UUID.</summary>
public interface IId
{
    Guid Value { get; }
}

/// <summary>A typed identifier that can be made from its UUID; implemented by one-line record structs.</summary>
public interface IId<TSelf> : IId
    where TSelf : struct, IId<TSelf>
{
    static abstract TSelf Of(Guid value);
}

public static class Id
{
    public static T New<T>(TimeProvider clock)
        where T : struct, IId<T> => T.Of(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Reads the usual 36-character form; used by each id's <c>TryParse</c> so that routes bind typed ids.</summary>
    public static bool TryParse<T>(string? text, out T id)
        where T : struct, IId<T>
    {
        var ok = Guid.TryParseExact(text, "D", out var value);
        id = ok ? T.Of(value) : default;
        return ok;
    }

    public static Guid[] Values<T>(this IEnumerable<T> ids)
        where T : struct, IId<T> => [.. ids.Select(i => i.Value)];
}

public readonly record struct TenantId(Guid Value) : IId<TenantId>
{
    public static TenantId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out TenantId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

/// <summary>Writes every typed id as its UUID string, also as a dictionary key.</summary>
public sealed class IdJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(IId).IsAssignableFrom(typeToConvert) && typeToConvert.IsValueType;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, IId<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            T.Of(Guid.Parse(reader.GetString()!));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.Value.ToString());
    }
}
