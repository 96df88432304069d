using ChatCommerce.Commerce.Catalog.Export;
using ChatCommerce.Commerce.Catalog.Import;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace ChatCommerce.BotHost.Api.Resources;

/// <summary>The whole catalog in and out as a file.</summary>
internal static class ProductFilesApi
{
    private const string Csv = "text/csv";
    private const string JsonType = "application/json";

    public static void MapProductFiles(this RouteGroupBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products");
        products.MapPost("/import", Import).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor))
            .WithMetadata(new RequestSizeLimitAttribute(ImportProducts.LongestFile + 1_000_000))
            .WithSummary("Brings products in from a CSV or JSON file, which is the body. With dryRun=true it says what would happen and writes nothing.")
            .Produces<ImportReport>().ProducesProblem(413).ProducesProblem(415).ProducesProblem(422)
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [Csv] = new(), [JsonType] = new() } };
                return Task.CompletedTask;
            });
        products.MapGet("/export", Export).WithSummary("Every product as a file that an import restores exactly: format=csv or json.")
            .Produces<string>(200, Csv, JsonType).ProducesProblem(422);
    }

    /// <summary>The catalog as a download; null when there is no such format.</summary>
    public static IResult? File(ExportProducts export, TenantId tenant, string? format, CancellationToken ct) => FormatOf(format ?? "csv") switch
    {
        ImportFormat.Csv => Results.Stream(to => export.Write(tenant, to, ImportFormat.Csv, ct), Csv + "; charset=utf-8", "products.csv"),
        ImportFormat.Json => Results.Stream(to => export.Write(tenant, to, ImportFormat.Json, ct), JsonType, "products.json"),
        _ => null,
    };

    private static IResult Export(ApiCall call, ExportProducts export, string? format, CancellationToken ct) => File(export, call.Tenant, format, ct)
        ?? ApiAnswers.Refused(new("format-not-valid", "A file is exported as csv or json.", "format"));

    private static async Task<IResult> Import(
        ApiCall call, HttpContext http, ImportProducts import, bool dryRun = false, bool setStock = false)
    {
        var request = http.Request;
        if (FormatOf(request.ContentType ?? "") is not { } format)
        {
            var refusal = new Refusal("content-type-not-supported", $"Send the file as the body with Content-Type {Csv} or {JsonType}.", "Content-Type");
            return ApiAnswers.Problem(refusal.Code, refusal.Message, StatusCodes.Status415UnsupportedMediaType, refusal);
        }

        if (request.ContentLength > ImportProducts.LongestFile)
        {
            return ApiAnswers.Refused(ImportProducts.TooLarge);
        }

        return ApiAnswers.Of(await import.Run(call.Tenant, request.Body, new(format, dryRun, setStock), call.Actor, http.RequestAborted));
    }

    // "csv", "text/csv; charset=utf-8", "application/vnd.ms-excel" as some browsers call it.
    private static ImportFormat? FormatOf(string name) => name.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "csv" or Csv or "application/csv" or "text/plain" or "application/vnd.ms-excel" => ImportFormat.Csv,
        "json" or JsonType or "text/json" => ImportFormat.Json,
        _ => null,
    };
}
