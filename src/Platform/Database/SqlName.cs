using System.Collections.Concurrent;
using System.Text.Json;

namespace ChatCommerce.Platform.Database;

/// <summary>Enum members and columns stand in snake_case in the database.</summary>
public static class SqlName
{
    private static readonly ConcurrentDictionary<Enum, string> Names = new();
    private static readonly ConcurrentDictionary<(Type, string), object> Values = new();

    public static string Of(Enum value) => Names.GetOrAdd(value, static v => Of(v.ToString()));

    public static string Of(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);

    public static T Read<T>(string text)
        where T : struct, Enum =>
        (T)Values.GetOrAdd((typeof(T), text), static key => Enum.GetValues<T>().Cast<object>()
            .FirstOrDefault(v => string.Equals(Of((Enum)v), key.Item2, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"'{key.Item2}' is not a {typeof(T).Name}."));
}
