using ChatCommerce.Commerce.Catalog.Import.Reading;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Catalog.Import;

/// <summary>
/// Brings products in from a CSV or JSON file (see <c>docs/catalog-import.md</c>). The file is read to its end before anything is written,
/// so that one that cannot be read changes nothing; then product by product, some in a transaction: those with faults are left out and
/// reported, the others are written. Importing the same file again finds everything unchanged.
/// </summary>
public sealed class ImportProducts(TenantDb tenants, Tenants.Tenants shops, ImportChunk chunks, ProductIndex index)
{
    public const long LongestFile = 50_000_000;
    public static readonly Refusal TooLarge = new("file-too-large", $"The file is larger than {LongestFile / 1_000_000} MB: divide it.");
    private const int MostRows = 200_000;
    private const int ChunkProducts = 100;
    private const int ChunkVariants = 1_000;

    // From here on the weights of the search index want the averages of the whole catalog.
    private const int ManyProducts = 1_000;

    /// <summary>
    /// Refusals, all before anything is written: <c>file-empty</c>, <c>file-too-large</c>, <c>encoding-not-valid</c>, <c>quotes-not-valid</c>,
    /// <c>cell-too-long</c>, <c>column-missing</c>, <c>column-twice</c>, <c>json-not-valid</c>, <c>too-many-rows</c>.
    /// </summary>
    public async Task<Result<ImportReport>> Run(TenantId tenant, Stream file, ImportOptions options, Actor actor, CancellationToken ct)
    {
        await using var whole = await Spooled.Of(file, LongestFile, ct);
        if (whole is null)
        {
            return TooLarge;
        }

        var currency = Currency.Of((await shops.Get(tenant, ct)).Currency);
        var tally = new ImportTally();
        await foreach (var product in Reader(options.Format, currency).Read(whole.Rewound(), ct))
        {
            if (product.Refusal is { } refusal)
            {
                return refusal;
            }

            tally.See(product.Value);
            if (tally.Rows > MostRows)
            {
                return new Refusal("too-many-rows", $"The file has more than {MostRows} rows: divide it.");
            }
        }

        return tally.Products == 0 ? IImportReader.Empty : await Apply(tenant, whole, currency, new(options, actor, new()), ct);
    }

    private async Task<ImportReport> Apply(TenantId tenant, Spooled whole, Currency currency, ImportRun run, CancellationToken ct)
    {
        var reader = Reader(run.Options.Format, currency);
        var chunk = new List<ImportedProduct>();
        await foreach (var product in reader.Read(whole.Rewound(), ct))
        {
            run.Tally.See(product.Value);
            chunk.Add(product.Value);
            if (chunk.Count >= ChunkProducts || chunk.Sum(p => p.Variants.Count) >= ChunkVariants)
            {
                await Apply(tenant, run, chunk, ct);
                chunk.Clear();
            }
        }

        await Apply(tenant, run, chunk, ct);
        if (!run.Options.DryRun && run.Tally.Written >= ManyProducts)
        {
            await index.Rebuild(tenant, ct);
        }

        return run.Tally.Report(run.Options.DryRun, reader.IgnoredColumns);
    }

    // A deadlock runs the transaction again, so the tally of a chunk is taken over only once it is committed.
    private async Task Apply(TenantId tenant, ImportRun run, List<ImportedProduct> chunk, CancellationToken ct)
    {
        if (chunk.Count > 0)
        {
            var outcomes = await tenants.Run(tenant, db => chunks.Apply(db, chunk, run.Options, run.Actor, ct), ct);
            outcomes.ToList().ForEach(run.Tally.Add);
        }
    }

    private static IImportReader Reader(ImportFormat format, Currency currency) => format switch
    {
        ImportFormat.Csv => new CsvProducts(currency),
        ImportFormat.Json => new JsonProducts(),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private sealed record ImportRun(ImportOptions Options, Actor Actor, ImportTally Tally);
}
