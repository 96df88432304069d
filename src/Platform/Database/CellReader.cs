using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.Json;

namespace ChatCommerce.Platform.Database;

/// <summary>How one column is read as one type.</summary>
internal static class CellReader
{
    private static readonly ConcurrentDictionary<Type, Func<DbDataReader, int, object?>> Readers = new();

    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(bool), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(Guid),
        typeof(DateTimeOffset), typeof(DateTime), typeof(DateOnly), typeof(TimeSpan), typeof(byte[]), typeof(string[]), typeof(Guid[]),
        typeof(int[]), typeof(long[]), typeof(float[]), typeof(double[]),
    ];

    public static bool IsScalar(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return Plain.Contains(bare) || bare.IsEnum || typeof(IId).IsAssignableFrom(bare);
    }

    /// <summary>The primary constructor: the public one with the most parameters.</summary>
    public static ConstructorInfo ConstructorOf(Type type) =>
        type.GetConstructors().MaxBy(c => c.GetParameters().Length)
        ?? throw new InvalidOperationException($"{type.Name} has no public constructor to read a row into.");

    public static Func<DbDataReader, int, object?> For(Type type) => Readers.GetOrAdd(type, static t => Make(t));

    private static Func<DbDataReader, int, object?> Make(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        var read = Bare(bare);
        return (row, i) => row.IsDBNull(i) ? null : read(row, i);
    }

    private static Func<DbDataReader, int, object?> Bare(Type type) => type switch
    {
        _ when type == typeof(DateTimeOffset) => static (row, i) => new DateTimeOffset(row.GetFieldValue<DateTime>(i), TimeSpan.Zero),
        _ when Plain.Contains(type) => Generic(nameof(Typed), type),
        _ when type.IsEnum => Generic(nameof(Named), type),
        _ when typeof(IId).IsAssignableFrom(type) => Generic(nameof(Identified), type),
        _ => (row, i) => JsonSerializer.Deserialize(row.GetString(i), type, Json.Options),
    };

    private static Func<DbDataReader, int, object?> Generic(string method, Type type) =>
        typeof(CellReader).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .CreateDelegate<Func<DbDataReader, int, object?>>();

    private static object? Typed<TValue>(DbDataReader row, int i) => row.GetFieldValue<TValue>(i);

    private static object? Named<TEnum>(DbDataReader row, int i)
        where TEnum : struct, Enum => SqlName.Read<TEnum>(row.GetString(i));

    private static object? Identified<TId>(DbDataReader row, int i)
        where TId : struct, IId<TId> => TId.Of(row.GetGuid(i));
}
