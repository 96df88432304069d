using System.Runtime.CompilerServices;
using System.Text.Unicode;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;
using CsvHelper;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>Reads products from CSV, one at a time, however long the file is. A refusal ends the reading: the rest cannot be trusted.</summary>
internal sealed class CsvProducts(Currency currency) : IImportReader
{
    public IReadOnlyList<string> IgnoredColumns { get; private set; } = [];

    public async IAsyncEnumerable<Result<ImportedProduct>> Read(Stream file, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var records = new CsvRecords(file);
        var head = await records.Next(ct);
        var columns = head.Ok && head.Value is { } names ? Columns.Read(names) : head.Refusal ?? IImportReader.Empty;
        if (columns.Refusal is { } refusal)
        {
            yield return refusal;
            yield break;
        }

        IgnoredColumns = columns.Value.Ignored;
        await foreach (var product in Products(records, new RowReader(columns.Value, currency), ct))
        {
            yield return product;
        }
    }

    private static async IAsyncEnumerable<Result<ImportedProduct>> Products(CsvRecords records, RowReader rows, [EnumeratorCancellation] CancellationToken ct)
    {
        ImportedProduct? product = null;
        while (true)
        {
            var next = await records.Next(ct);
            if (next.Refusal is { } refusal)
            {
                yield return refusal;
                yield break;
            }

            if (next.Value is not { } row)
            {
                break;
            }

            if (product is not null && !rows.Continues(product, row))
            {
                yield return product;
                product = null;
            }

            product ??= rows.Product(row, records.Row);
            rows.AddVariant(product, row, records.Row);
        }

        if (product is not null)
        {
            yield return product;
        }
    }
}

/// <summary>The records of a CSV file in UTF-8, or in UTF-16 with a byte order mark; the separator is found out.</summary>
internal sealed class CsvRecords : IAsyncDisposable
{
    // A record of a product at its longest takes a tenth of it; more is an open quotation mark or not a catalog.
    private const int LongestRecord = 1_000_000;

    private readonly CsvReader reader;
    private CsvMalformedRecord? malformed;

    public CsvRecords(Stream file) => reader = CsvReader.Create(file, new CsvReaderOptions
    {
        HasHeader = false,
        DetectSeparatorHint = true,
        SkipEmptyLines = false,
        MaxRecordSize = LongestRecord,
        OnMalformedRecord = record => malformed ??= record,
    }, leaveOpen: true);

    /// <summary>Of the record that was read last, as a spreadsheet numbers it.</summary>
    public int Row => (int)reader.RowNumber;

    /// <summary>The next record that is not blank; null at the end.</summary>
    public async Task<Result<string[]?>> Next(CancellationToken ct)
    {
        try
        {
            while (await reader.ReadAsync(ct))
            {
                if (Broken() is { } refusal)
                {
                    return refusal;
                }

                var cells = new string[reader.FieldCount];
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = reader.GetString(i);
                }

                if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                {
                    return cells;
                }
            }

            return (string[]?)null;
        }
        catch (CsvFormatException)
        {
            return new Refusal("cell-too-long",
                $"The record after row {Row} is longer than {LongestRecord} bytes. A quotation mark may be missing there, or a cell holds something else than a text.");
        }
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private Refusal? Broken()
    {
        if (malformed is not null)
        {
            return new("quotes-not-valid",
                $"Row {malformed.Value.RecordNumber}: a quotation mark is not closed, or stands inside a cell without quotation marks around it. Double it inside a quoted cell.");
        }

        return !Utf8.IsValid(reader.RawRecord) || reader.RawRecord.Contains((byte)0)
            ? new("encoding-not-valid", $"Row {Row} is not UTF-8. Save the file as \"CSV UTF-8\" and try again.")
            : null;
    }
}
