using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatCommerce.Commerce.Catalog.Import;
using ChatCommerce.Commerce.Catalog.Import.Reading;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using CsvHelper;

namespace ChatCommerce.Commerce.Catalog.Export;

/// <summary>Writes the whole catalog, archived products too, as a file that <see cref="ImportProducts"/> restores exactly.</summary>
public sealed class ExportProducts(TenantDb tenants, Products products)
{
    private const int Page = 200;

    public Task Write(TenantId tenant, Stream to, ImportFormat format, CancellationToken ct) =>
        format == ImportFormat.Csv ? Csv(tenant, to, ct) : JsonArray(tenant, to, ct);

    // Every cell is quoted, and those that a spreadsheet would run are guarded.
    private async Task Csv(TenantId tenant, Stream to, CancellationToken ct)
    {
        var options = CsvWriterOptions.Default with { Quoting = CsvQuoting.Always, WriteByteOrderMark = true };
        await using var csv = CsvWriter.Create(to, options, leaveOpen: true);
        await Row(csv, Columns.All, ct);
        await foreach (var product in Walk(tenant, ct))
        {
            for (var i = 0; i < product.Variants.Count; i++)
            {
                await Row(csv, ExportRow.Of(product, i), ct);
            }
        }

        await csv.FlushAsync(ct);
    }

    private static async Task Row(CsvWriter csv, IEnumerable<string> cells, CancellationToken ct)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(CellText.Guard(cell));
        }

        await csv.EndRecordAsync(ct);
    }

    private async Task JsonArray(TenantId tenant, Stream to, CancellationToken ct)
    {
        // The serializer flushes as it likes, which a web server's stream refuses: it writes to memory, and only we to the stream.
        var text = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = Json.Options.Encoder, Indented = true });
        json.WriteStartArray();
        await foreach (var product in Walk(tenant, ct))
        {
            JsonSerializer.Serialize(json, ExportJson.Of(product), Json.Options);
            await to.WriteAsync(text.WrittenMemory, ct);
            text.ResetWrittenCount();
        }

        json.WriteEndArray();
        await json.FlushAsync(ct);
        await to.WriteAsync(text.WrittenMemory, ct);
    }

    private async IAsyncEnumerable<ProductDetail> Walk(TenantId tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        var page = await products.Walk(tenants.For(tenant), "", Page, ct);
        while (page.Count > 0)
        {
            foreach (var product in page)
            {
                yield return product;
            }

            page = page.Count < Page ? [] : await products.Walk(tenants.For(tenant), page[^1].Handle, Page, ct);
        }
    }
}
