using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Commerce.Catalog.Import;

/// <summary>A file that somebody brought and what an import of it would do, or did.</summary>
/// <param name="ImportedAt">None: it was checked only.</param>
public sealed record ImportUpload(
    ImportUploadId Id, string FileName, ImportFormat Format, bool SetStock, DateTimeOffset CreatedAt, DateTimeOffset? ImportedAt, ImportReport Report);

/// <summary>A file in two steps: it is checked and kept, and imported once somebody has read what it would change. Kept for a day.</summary>
public sealed class ImportUploads(ImportProducts import, TenantDb tenants, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Checks the file and keeps it. Refusals: those of <see cref="ImportProducts.Run"/>; then nothing is kept.</summary>
    public async Task<Result<ImportUpload>> Check(TenantId tenant, ImportFile file, Actor actor, CancellationToken ct)
    {
        var report = await import.Run(tenant, new MemoryStream(file.Content), new(file.Format, DryRun: true, file.SetStock), actor, ct);
        if (!report.Ok)
        {
            return report.Refusal!;
        }

        var name = CustomerText.Cut(DraftText.Line(file.Name), 100);
        var upload = new ImportUpload(Id.New<ImportUploadId>(clock), name, file.Format, file.SetStock, clock.GetUtcNow(), null, report.Value);
        await tenants.For(tenant).Execute($"""
            insert into import_upload (tenant_id, id, file_name, format, set_stock, content, report, created_at)
            values ({tenant}, {upload.Id}, {upload.FileName}, {upload.Format}, {upload.SetStock}, {file.Content}, {Json.Write(upload.Report):jsonb}, {upload.CreatedAt})
            """, ct);
        return upload;
    }

    public Task<ImportUpload?> Find(TenantScope db, ImportUploadId id, CancellationToken ct) => db.Find<ImportUpload>($"""
        select id, file_name, format, set_stock, created_at, imported_at, report from import_upload where tenant_id = {db.Tenant} and id = {id}
        """, ct);

    /// <summary>Imports the kept file; one that was imported already stays as it is. Refusals: <c>upload-not-found</c>, and those of the import.</summary>
    public async Task<Result<ImportUpload>> Import(TenantId tenant, ImportUploadId id, Actor actor, CancellationToken ct)
    {
        var db = tenants.For(tenant);
        if (await Find(db, id, ct) is not { } upload)
        {
            return new Refusal("upload-not-found", "The file is not here any more: choose it again.");
        }

        var content = await db.Find<byte[]>($"select content from import_upload where tenant_id = {tenant} and id = {id} and imported_at is null", ct);
        if (content is null)
        {
            return upload;
        }

        // Should it end half way, or run twice at once, importing again finds what is done unchanged.
        var report = await import.Run(tenant, new MemoryStream(content), new(upload.Format, DryRun: false, upload.SetStock), actor, ct);
        if (!report.Ok)
        {
            return report.Refusal!;
        }

        await db.Execute($"""
            update import_upload set imported_at = {clock.GetUtcNow()}, report = {Json.Write(report.Value):jsonb}, content = null
            where tenant_id = {tenant} and id = {id} and imported_at is null
            """, ct);
        return upload with { ImportedAt = clock.GetUtcNow(), Report = report.Value };
    }

    public Task Prune(TenantScope db, CancellationToken ct) =>
        db.Execute($"delete from import_upload where tenant_id = {db.Tenant} and created_at < {clock.GetUtcNow() - KeptFor}", ct);
}

public sealed record ImportFile(string Name, ImportFormat Format, bool SetStock, byte[] Content);
