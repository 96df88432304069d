using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace ChatCommerce.Platform.Database;

/// <summary>
/// One SQL statement written as an interpolated string: each hole becomes a parameter, another <see cref="Sql"/> in a hole is
/// spliced in, and a plain string does not compile. Formats: <c>:jsonb</c> serialises the value, <c>:halfvec</c> sends a vector.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sql(int literalLength, int formattedCount)
{
    private readonly List<object> pieces = new(formattedCount * 2 + 1);
    private readonly int length = literalLength + formattedCount * 3;

    /// <summary>No text at all: a filter that is not wanted.</summary>
    public static Sql Empty => new(0, 0);

    public void AppendLiteral(string value) => pieces.Add(value);

    public void AppendFormatted(Sql value)
    {
        ArgumentNullException.ThrowIfNull(value);
        pieces.AddRange(value.pieces);
    }

    public void AppendFormatted<T>(T value, string? format = null) => pieces.Add(SqlParameter.Of(value, format));

    /// <summary>Joins fragments, such as filters with <c> and </c>. The separator is code, never input.</summary>
    public static Sql Join(string separator, IEnumerable<Sql> fragments)
    {
        var joined = Empty;
        foreach (var fragment in fragments)
        {
            if (joined.pieces.Count > 0)
            {
                joined.AppendLiteral(separator);
            }

            joined.AppendFormatted(fragment);
        }

        return joined;
    }

    internal NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand();
        var text = new StringBuilder(length);
        foreach (var piece in pieces)
        {
            if (piece is string literal)
            {
                text.Append(literal);
                continue;
            }

            // A statement may be sent again after a deadlock, so the parameter is made anew each time.
            command.Parameters.Add(((SqlParameter)piece).ToNpgsql());
            text.Append(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
        }

        command.CommandText = text.ToString();
        return command;
    }
}

internal readonly partial record struct SqlParameter(object Value, NpgsqlDbType Type, string? TypeName)
{
    public static SqlParameter Of<T>(T value, string? format) => format switch
    {
        "jsonb" => new(value is string json ? json : value is null ? DBNull.Value : Json.Write(value), NpgsqlDbType.Jsonb, null),
        "halfvec" or "vector" => new((object?)value ?? DBNull.Value, NpgsqlDbType.Unknown, format),
        null => new(Unwrap(value), TypeOf(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)), null),
        _ => throw new ArgumentException($"Unknown SQL format '{format}'."),
    };

    public NpgsqlParameter ToNpgsql() => this switch
    {
        { Type: NpgsqlDbType.Jsonb, Value: string json } when json.Contains(@"\u0000", StringComparison.Ordinal) && NulInJson().IsMatch(json) => throw NotStorable(PostgresErrorCodes.UntranslatableCharacter),
        { Value: string text } when text.Contains('\0', StringComparison.Ordinal) => throw NotStorable(PostgresErrorCodes.CharacterNotInRepertoire),
        { Value: string?[] texts } when texts.Any(t => t?.Contains('\0', StringComparison.Ordinal) is true) => throw NotStorable(PostgresErrorCodes.CharacterNotInRepertoire),
        { TypeName: null } => new() { Value = Value, NpgsqlDbType = Type },
        _ => new() { Value = Value, DataTypeName = TypeName },
    };

    // PostgreSQL holds no NUL and says so with these codes. It would say so while it takes the values in, and where Npgsql is just preparing that
    // statement it then misreads the answer to the next one on the connection.
    private static PostgresException NotStorable(string code) => new("a text holds NUL, which cannot be stored", "ERROR", "ERROR", code);

    // An even number of backslashes before it would make it a text about NUL.
    [GeneratedRegex(@"(?<!\\)(\\\\)*\\u0000", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NulInJson();

    private static object Unwrap<T>(T value) => value switch
    {
        null => DBNull.Value,
        IId id => id.Value,
        Enum name => SqlName.Of(name),
        DateTimeOffset time => time.ToUniversalTime(),
        _ => value,
    };

    private static NpgsqlDbType TypeOf(Type type) => type switch
    {
        _ when type == typeof(string) || type.IsEnum => NpgsqlDbType.Text,
        _ when type == typeof(Guid) || typeof(IId).IsAssignableFrom(type) => NpgsqlDbType.Uuid,
        _ when type == typeof(long) => NpgsqlDbType.Bigint,
        _ when type == typeof(int) => NpgsqlDbType.Integer,
        _ when type == typeof(short) => NpgsqlDbType.Smallint,
        _ when type == typeof(bool) => NpgsqlDbType.Boolean,
        _ when type == typeof(double) => NpgsqlDbType.Double,
        _ when type == typeof(float) => NpgsqlDbType.Real,
        _ when type == typeof(decimal) => NpgsqlDbType.Numeric,
        _ when type == typeof(DateTimeOffset) => NpgsqlDbType.TimestampTz,
        _ when type == typeof(DateOnly) => NpgsqlDbType.Date,
        _ when type == typeof(TimeSpan) => NpgsqlDbType.Interval,
        _ when type == typeof(byte[]) => NpgsqlDbType.Bytea,
        _ when type.IsArray => NpgsqlDbType.Array | TypeOf(type.GetElementType()!),
        _ => throw new NotSupportedException($"{type.Name} has no SQL type: pass it as :jsonb or convert it."),
    };
}
