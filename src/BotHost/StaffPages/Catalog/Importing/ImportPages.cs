using System.Text;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog.Import;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Catalog.Importing;

/// <summary>A file in two steps: choose it and read what it would change, then import it.</summary>
internal sealed class ImportPages(ImportUploads uploads, TenantDb db, IAntiforgery antiforgery)
{
    private const int LargestFile = 10 * 1024 * 1024;

    public IResult Show(StaffCall call, HttpContext http) => Page(call, http, null, null);

    public async Task<IResult> Check(StaffCall call, HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return Page(call, http, null, new("file-missing", "Choose a CSV or JSON file that is not empty."));
        }

        if (file.Length > LargestFile)
        {
            return Page(call, http, null, new("file-too-large", "The file is larger than 10 MB: divide it, or send it to the API, which takes 50 MB."));
        }

        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, http.RequestAborted);
        }

        var upload = await uploads.Check(
            call.Tenant.Id, new(file.FileName, FormatOf(file.FileName, content), form["setStock"].Count > 0, content), call.Actor, http.RequestAborted);
        return upload.Ok ? SeeOther.To($"/{call.Tenant.Slug}/manage/products/import/{upload.Value.Id}") : Page(call, http, null, upload.Refusal);
    }

    public async Task<IResult> Report(StaffCall call, HttpContext http, ImportUploadId id) =>
        await uploads.Find(db.For(call.Tenant.Id), id, http.RequestAborted) is { } upload ? Page(call, http, upload, null) : Results.NotFound();

    public async Task<IResult> Import(StaffCall call, HttpContext http, ImportUploadId id)
    {
        var imported = await uploads.Import(call.Tenant.Id, id, call.Actor, http.RequestAborted);
        return imported.Refusal switch
        {
            null => SeeOther.To($"/{call.Tenant.Slug}/manage/products/import/{id}"),
            { Code: "upload-not-found" } => Results.NotFound(),
            var refusal => Page(call, http, null, refusal),
        };
    }

    // By its name; a name that says nothing is looked into: JSON begins with a bracket.
    private static ImportFormat FormatOf(string name, byte[] content) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" => ImportFormat.Json,
        ".csv" or ".tsv" or ".txt" => ImportFormat.Csv,
        _ => Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 64))).TrimStart('\uFEFF', ' ', '\t', '\r', '\n') is ['[' or '{', ..]
            ? ImportFormat.Json
            : ImportFormat.Csv,
    };

    private IResult Page(StaffCall call, HttpContext http, ImportUpload? upload, Refusal? refusal) => StaffAnswers.Page<ImportPage>(
        new() { ["View"] = new ImportView(call, upload, refusal?.Message, antiforgery.GetAndStoreTokens(http).RequestToken!) },
        refusal switch
        {
            null => StatusCodes.Status200OK,
            { Code: "file-too-large" } => StatusCodes.Status413PayloadTooLarge,
            _ => StatusCodes.Status422UnprocessableEntity,
        });
}

/// <param name="Upload">The file that was checked; none before one is chosen.</param>
/// <param name="Problem">Why the file could not be read.</param>
public sealed record ImportView(StaffCall Call, ImportUpload? Upload, string? Problem, string Token)
{
    public string Root => $"/{Call.Tenant.Slug}/manage/products";
}
