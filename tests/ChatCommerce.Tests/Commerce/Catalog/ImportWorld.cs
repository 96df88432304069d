using System.Text;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Catalog.Export;
using ChatCommerce.Commerce.Catalog.Import;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;

namespace ChatCommerce.Tests.Commerce.Catalog;

using Tenants = ChatCommerce.Commerce.Tenants.Tenants;

/// <summary>Files in and out of a shop's catalog.</summary>
internal sealed class ImportWorld(TestDatabase database, TestClock clock)
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly Parts parts = Parts.Of(database, clock);

    public Task<Result<ImportReport>> Csv(TestShop shop, string text, bool dryRun = false, bool setStock = false) =>
        Import(shop, Encoding.UTF8.GetBytes(text), new(ImportFormat.Csv, dryRun, setStock));

    public Task<Result<ImportReport>> Json(TestShop shop, string text, bool dryRun = false) =>
        Import(shop, Encoding.UTF8.GetBytes(text), new(ImportFormat.Json, dryRun));

    public Task<Result<ImportReport>> Import(TestShop shop, byte[] file, ImportOptions options) =>
        parts.Get<ImportProducts>().Run(shop.Id, new MemoryStream(file), options, new Actor(ActorKind.Staff, "Ann"), Ct);

    public async Task<byte[]> Export(TenantId shop, ImportFormat format)
    {
        using var file = new MemoryStream();
        await parts.Get<ExportProducts>().Write(shop, file, format, Ct);
        return file.ToArray();
    }

    public Task<ProductDetail?> Find(TestShop shop, string handle) => parts.Get<Products>().FindByHandle(database.Tenants.For(shop.Id), handle, Ct);

    public async Task<Tenant> EmptyShop(string slug, string currency = "USD") =>
        (await parts.Get<Tenants>().Create(new NewTenant(slug, slug, "en-US", ["en"], currency, "UTC"), Ct)).Value;

    public Task<Result<ImportReport>> Import(TenantId shop, byte[] file, ImportFormat format) =>
        parts.Get<ImportProducts>().Run(shop, new MemoryStream(file), new ImportOptions(format), new Actor(ActorKind.Staff, "Ann"), Ct);

    public Task<Result<ProductDetail>> Create(TestShop shop, ProductDraft draft) =>
        database.Tenants.Try(shop.Id, db => parts.Get<Products>().Create(db, draft, new Actor(ActorKind.Staff, "Ann"), Ct), Ct);
}
