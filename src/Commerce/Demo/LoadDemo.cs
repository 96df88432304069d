using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Demo;

/// <summary>
/// Loads the demo shops. A shop that was loaded before is left as it is, apart from secrets when the encryption key or the configured
/// password is another: its sign-ins, tokens and keys come out the same at every start.
/// </summary>
public sealed class LoadDemo(TenantDb tenants, Tenants.Tenants shops, DemoGoods goods, DemoAccess access, Settings settings)
{
    private const string Mark = "demo";
    private static readonly Actor Demo = Actor.System("demo");

    /// <summary>Every shop in the folder, by slug.</summary>
    public async Task<IReadOnlyList<DemoShop>> Load(DemoOptions options, CancellationToken ct)
    {
        List<DemoShop> loaded = [];
        foreach (var folder in Directory.GetDirectories(options.Folder).Order(StringComparer.Ordinal).Where(f => File.Exists(Path.Combine(f, "shop.json"))))
        {
            loaded.Add(await Load(new DemoFolder(folder), options, ct));
        }

        return loaded;
    }

    private async Task<DemoShop> Load(DemoFolder folder, DemoOptions options, CancellationToken ct)
    {
        var file = folder.Shop();
        var tenant = await shops.Find(file.Slug, ct) ?? (await shops.Create(file.Tenant, ct)).Value;
        var shop = access.Of(tenant, file, options);
        var loaded = await settings.Find<DemoMark>(tenants.For(tenant.Id), Mark, ct);
        if (loaded?.Secrets == DemoSecrets.Fingerprint(shop, options))
        {
            return shop;
        }

        await access.Enrol(shop, ct);
        await tenants.Run(tenant.Id, async db =>
        {
            if (loaded is null)
            {
                await goods.Write(db, folder, Demo, ct);
            }

            await access.Write(db, shop, options.Origins, Demo, ct);
            await settings.Set(db, Mark, new DemoMark(DemoSecrets.Fingerprint(shop, options)), ct);
            return Done.It;
        }, ct);
        return shop;
    }

    private sealed record DemoMark(string Secrets);
}
