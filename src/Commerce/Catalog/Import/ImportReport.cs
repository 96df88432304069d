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
public sealed record ImportReport(
    bool DryRun, int Rows, int Created, int Updated, int Unchanged, int Failed, int FaultCount,
    IReadOnlyList<ImportFault> Faults, IReadOnlyList<string> IgnoredColumns);

/// <summary>Something in the file that a person can put right.</summary>
/// <param name="Row">Line of the CSV record as a spreadsheet numbers it, the head being 1; in JSON the product's place, from 1.</param>
/// <param name="Subject">SKU or handle that stands there.</param>
/// <param name="Field">Column, or member in JSON.</param>
public sealed record ImportFault(int Row, string Subject, string? Field, string Code, string Message);
