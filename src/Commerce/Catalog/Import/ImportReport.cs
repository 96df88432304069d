namespace ChatCommerce.Commerce.Catalog.Import;

public enum ImportFormat
{
    Csv,
    Json,
}

/// <param name="DryRun">Check everything, write nothing.</param>
/// <param name="SetStock">Pieces on hand of existing variants are set too; otherwise they count for new variants only.</param>
public sealed record ImportOptions(ImportFormat Format, bool DryRun = false, bool SetStock = false);

/// <summary>What an import did, or in a dry run would do, counted in products.</summary>
/// <param name="Rows">Rows of a CSV file without its head, or variants of a JSON file.</param>
/// <param name="Failed">Products with a fault; nothing of them was written.</param>
/// <param name="FaultCount">All faults; <paramref name="Faults"/> names the first 500.</param>
/// <param name="IgnoredColumns">Columns of the file that mean nothing here.</param>
/// <param name="Changes">What becomes of the first 200 products that are created or updated.</param>
public sealed record ImportReport(
    bool DryRun, int Rows, int Created, int Updated, int Unchanged, int Failed, int FaultCount,
    IReadOnlyList<ImportFault> Faults, IReadOnlyList<string> IgnoredColumns, IReadOnlyList<ImportChange> Changes);

/// <summary>Something in the file that a person can put right.</summary>
/// <param name="Row">Line of the CSV record as a spreadsheet numbers it, the head being 1; in JSON the product's place, from 1.</param>
/// <param name="Subject">SKU or handle that stands there.</param>
/// <param name="Field">Column, or member in JSON.</param>
public sealed record ImportFault(int Row, string Subject, string? Field, string Code, string Message);

/// <summary>What an import does to one product.</summary>
/// <param name="Fields">Names of what changes; none when it is new.</param>
/// <param name="Prices">Prices that change, in minor units; all of a new product.</param>
/// <param name="Counts">Existing variants whose pieces on hand are set.</param>
public sealed record ImportChange(
    string Handle, string Title, bool Created, IReadOnlyList<string> Fields, IReadOnlyList<PriceChange> Prices, int Counts);
