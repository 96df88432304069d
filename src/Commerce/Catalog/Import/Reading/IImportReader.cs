using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>A kind of file that products come in.</summary>
internal interface IImportReader
{
    /// <summary>The refusal of a file with nothing in it.</summary>
    static Refusal Empty { get; } = new("file-empty", "The file is empty: expected a first row that names the columns, and a row for each variant.");

    /// <summary>What was passed over, known once the reading has begun.</summary>
    IReadOnlyList<string> IgnoredColumns { get; }

    /// <summary>The products one by one; a refusal ends them.</summary>
    IAsyncEnumerable<Result<ImportedProduct>> Read(Stream file, CancellationToken ct);
}
