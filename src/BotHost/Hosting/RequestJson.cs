using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>
/// JSON at the API's edge: the one dialect, and strict about what comes in. A field that is left out is told; it is never taken for 0 or
/// for nothing, which would empty a shelf.
/// </summary>
internal static class RequestJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        Json.Configure(options);
        options.RespectRequiredConstructorParameters = true;
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(WriteAnything);
    }

    // What we send is our own affair: strictness there could only turn an answer into a failure.
    private static void WriteAnything(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => !p.PropertyType.IsValueType))
        {
            property.IsGetNullable = true;
        }
    }
}
