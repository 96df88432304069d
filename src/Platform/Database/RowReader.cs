using System.Data.Common;
using System.Reflection;

namespace ChatCommerce.Platform.Database;

/// <summary>
/// Reads a row into a record: constructor parameter <c>PriceMinor</c> takes column <c>price_minor</c>. Typed ids, enums (snake_case
/// text), nullable values, arrays and times are read as such; any other record or list parameter is read from its jsonb column.
/// A single-valued type (number, string, id, enum) reads the first column.
/// </summary>
internal static class RowReader<T>
{
    private static readonly Cell[] Cells = Layout();
    private static readonly ConstructorInfo? Constructor = CellReader.IsScalar(typeof(T)) ? null : CellReader.ConstructorOf(typeof(T));

    public static Func<DbDataReader, T> For(DbDataReader reader)
    {
        if (Constructor is null)
        {
            var scalar = CellReader.For(typeof(T));
            return row => (T)scalar(row, 0)!;
        }

        var ordinals = Array.ConvertAll(Cells, c => Ordinal(reader, c.Column));
        return row => Make(row, ordinals);
    }

    private static T Make(DbDataReader row, int[] ordinals)
    {
        var arguments = new object?[ordinals.Length];
        for (var i = 0; i < ordinals.Length; i++)
        {
            arguments[i] = Cells[i].Read(row, ordinals[i]);
        }

        return (T)Constructor!.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private static int Ordinal(DbDataReader reader, string column)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (string.Equals(reader.GetName(i), column, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{typeof(T).Name} needs a column '{column}', which the statement does not select.");
    }

    private static Cell[] Layout() => CellReader.IsScalar(typeof(T))
        ? []
        : [.. CellReader.ConstructorOf(typeof(T)).GetParameters().Select(p => new Cell(SqlName.Of(p.Name!), CellReader.For(p.ParameterType)))];

    private sealed record Cell(string Column, Func<DbDataReader, int, object?> Read);
}
