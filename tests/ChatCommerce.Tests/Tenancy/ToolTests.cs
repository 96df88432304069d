using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Agent.Words;
using ChatCommerce.Commerce;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>Every tool of the one list, asked by a customer of one shop for what is another shop's.</summary>
[Collection(nameof(TwoShops))]
public sealed class ToolTests(TwoShops shops)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task No_tool_shows_or_changes_anything_of_another_shop()
    {
        var before = await shops.TheirRows();
        var (toolbox, tenants) = (shops.Host.Services.GetRequiredService<Toolbox>(), shops.Host.Services.GetRequiredService<TenantDb>());
        List<string> leaks = [];
        var called = 0;
        HashSet<string> seen = [];
        foreach (var grant in new Grant?[] { null, new(shops.Theirs.PendingAction, Yes: true), new(shops.Theirs.PendingAction, Yes: false) })
        {
            // With a confirmation there is one tool more, with everybody's beside it.
            foreach (var tool in toolbox.For(await Authority(tenants, grant)).Where(t => seen.Add(t.Name)))
            {
                foreach (var word in Words())
                {
                    var shown = await Invoke(tenants, tool, await Authority(tenants, grant), word);
                    leaks.AddRange(shops.Theirs.LeakedIn(shown).Where(l => !word.Contains(l, StringComparison.OrdinalIgnoreCase)).Select(l => $"{tool.Name}('{word}') shows {l}"));
                    called++;
                }
            }
        }

        leaks.Should().BeEmpty();
        (await shops.TheirRows()).Should().Equal(before);
        called.Should().BeGreaterThan(250);
    }

    [Fact]
    public async Task The_pending_action_of_another_shop_cannot_be_confirmed()
    {
        var tenants = shops.Host.Services.GetRequiredService<TenantDb>();
        var call = await Authority(tenants, new(shops.Theirs.PendingAction, Yes: true));
        var confirm = shops.Host.Services.GetRequiredService<Toolbox>().For(call).Single(t => t.Name == "confirm_action");

        (await Invoke(tenants, confirm, call, "")).Should().Contain("confirmation");

        (await shops.Database.Ask<string>($"select state from sales_order where id = '{shops.Theirs.OpenOrder}'")).Should().Equal("awaiting_payment");
    }

    // Every string a brain could have learned of the other shop, for every parameter.
    private string[] Words()
    {
        var theirs = shops.Theirs;
        return
        [
            theirs.Sku, theirs.Handle, "Vase " + theirs.Mark, $"p:{theirs.Handle}", $"v:{theirs.Sku}", Actions.Product(ProductId.Of(theirs.Product)), Actions.Variant(VariantId.Of(theirs.Variant)),
            $"{theirs.Product}", $"{theirs.Variant}", $"{theirs.OpenOrder}", theirs.OpenOrderNumber, theirs.Document, "About " + theirs.Mark, $"{theirs.PendingAction}", "1", "",
        ];
    }

    private static async Task<string> Invoke(TenantDb tenants, Tool tool, ToolCall call, string word)
    {
        var schema = tool.Function.JsonSchema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name).ToList() : [];
        var work = await tool.Invoke(call, schema.ToDictionary(name => name, name => (object?)(name == "quantity" ? "1" : word)), Ct);
        if (work.Act is not { } act)
        {
            return Said(work.Answer!);
        }

        ToolAnswer? answer = null;
        await tenants.Try<bool>(call.Tenant, async db =>
        {
            answer = await act(call with { Db = db }, Ct);
            return answer.Refusal is { } refusal ? refusal : true;
        }, Ct);
        return Said(answer!);
    }

    // What the brain and the customer get; the memory holds what we put there ourselves.
    private static string Said(ToolAnswer answer) => Json.Write(new { answer.Facts, answer.Show, answer.Refusal, answer.HandOff });

    // The customer is the one shop's; all that a memory can hold is the other's, as if it had been smuggled in.
    private async Task<ToolCall> Authority(TenantDb tenants, Grant? grant)
    {
        var (mine, theirs) = (shops.Mine, shops.Theirs);
        var turn = (await shops.Database.Ask<Guid>($"select id from turn where tenant_id = '{mine.Tenant}' limit 1")).Single();
        return new(new(mine.Tenant), new(mine.Contact), new(mine.Conversation), new(turn))
        {
            Db = tenants.For(new(mine.Tenant)),
            Shop = new("Harbor", "en-US", ["en", "ko"], "USD", "UTC", null),
            Words = Phrases.For("en"),
            Memory = Memory.Empty with
            {
                Product = ProductId.Of(theirs.Product),
                Variant = VariantId.Of(theirs.Variant),
                List = [new(ProductId.Of(theirs.Product), "Vase")],
                Order = theirs.OpenOrderNumber,
            },
            PublicUrl = shops.Host.Address,
            Grant = grant,
        };
    }
}
