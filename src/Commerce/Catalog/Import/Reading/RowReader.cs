using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>Reads what one row of a CSV file says of a product and of a variant; what cannot be read becomes a fault of that row.</summary>
internal sealed class RowReader(Columns columns, Currency currency)
{
    /// <summary>The row goes on with the product of the row before: it names the same one, or none where products are named.</summary>
    public bool Continues(ImportedProduct product, string[] row) => (columns.Told(row, Columns.Handle), columns.Told(row, Columns.Title)) switch
    {
        ({ } handle, _) => handle == product.Handle,
        (null, { } title) => product.Handle is null && title == product.Title,
        _ => !product.IsNameless,
    };

    public ImportedProduct Product(string[] row, int n)
    {
        var faults = new List<ImportFault>();
        var options = Pairs(row, n, Columns.Options, faults);
        var product = new ImportedProduct(n)
        {
            Handle = columns.Told(row, Columns.Handle),
            Title = columns.Told(row, Columns.Title),
            Brand = columns.Cell(row, Columns.Brand),
            Category = columns.Cell(row, Columns.Category),
            Description = columns.Cell(row, Columns.Description),
            Status = Status(row, n, faults),
            Attributes = Pairs(row, n, Columns.Attributes, faults)?.ToDictionary(),
            Options = options?.ConvertAll(o => o.Key),
            Images = Images(row),
        };

        // The same cell is read again as the variant's own: its fault is counted once, there.
        product.Faults.AddRange(faults.Where(f => f.Field != Columns.Options));
        return product;
    }

    public void AddVariant(ImportedProduct product, string[] row, int n)
    {
        var sku = columns.Told(row, Columns.Sku) ?? "";
        var faults = product.Faults;
        if (columns.Told(row, Columns.Currency) is { } code && !string.Equals(code, currency.Code, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(Fault(row, n, Columns.Currency, "currency-mismatch", $"Prices of this shop are in {currency.Code}, not in {Short(code)}."));
        }

        product.Variants.Add(new(n, sku)
        {
            Options = Pairs(row, n, Columns.Options, faults)?.ToDictionary(),
            PriceMinor = Number(row, n, Columns.Price, "price-not-valid", faults),
            TellsCompareAt = columns.Cell(row, Columns.CompareAt) is not null,
            CompareAtMinor = Number(row, n, Columns.CompareAt, "compare-at-not-valid", faults),
            Active = Read(row, n, Columns.Active, CellNumber.YesOrNo, new("active-not-valid", "Expected true or false.", faults)),
            OnHand = Read(row, n, Columns.OnHand, CellNumber.Pieces, new("on-hand-not-valid", "Expected a whole number of pieces, 0 or more.", faults)),
        });
    }

    private long? Number(string[] row, int n, string column, string code, List<ImportFault> faults)
    {
        var example = currency.Exponent == 0 ? "89000" : "89.00";
        var expected = $"Expected an amount in {currency.Code} such as {example}: digits, at most {currency.Exponent} after a point, no sign and no grouping.";
        return Read(row, n, column, text => CellNumber.Minor(text, currency), new(code, expected, faults));
    }

    private T? Read<T>(string[] row, int n, string column, Func<string, T?> read, Expected expected)
        where T : struct
    {
        var text = columns.Told(row, column);
        var value = text is null ? null : read(text);
        if (text is not null && value is null)
        {
            expected.Faults.Add(Fault(row, n, column, expected.Code, $"'{Short(text)}': {expected.Message}"));
        }

        return value;
    }

    private ProductStatus? Status(string[] row, int n, List<ImportFault> faults)
    {
        var known = Enum.GetValues<ProductStatus>().ToDictionary(s => SqlName.Of(s));
        ProductStatus? Find(string text) => known.TryGetValue(text.ToLowerInvariant(), out var status) ? status : null;
        return Read(row, n, Columns.Status, Find, new("status-not-valid", "Expected draft, active or archived.", faults));
    }

    private List<KeyValuePair<string, string>>? Pairs(string[] row, int n, string column, List<ImportFault> faults)
    {
        var cell = columns.Cell(row, column);
        var pairs = cell is null ? null : CellList.ReadPairs(cell);
        if (cell is not null && pairs is null)
        {
            faults.Add(Fault(row, n, column, column + "-not-valid", "Expected names and values such as size=39; color=blue, each name once."));
        }

        return pairs;
    }

    private List<ProductImage>? Images(string[] row)
    {
        var alts = CellList.Read(columns.Cell(row, Columns.ImageAlts) ?? "");
        return columns.Cell(row, Columns.Images)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select((url, i) => new ProductImage(url, i < alts.Count ? alts[i] : "")).ToList();
    }

    private ImportFault Fault(string[] row, int n, string column, string code, string message) =>
        new(n, Short(columns.Told(row, Columns.Sku) ?? columns.Told(row, Columns.Handle) ?? ""), column, code, message);

    private static string Short(string text) => Platform.Text.CustomerText.Cut(DraftText.Line(text), 60);

    private sealed record Expected(string Code, string Message, List<ImportFault> Faults);
}
