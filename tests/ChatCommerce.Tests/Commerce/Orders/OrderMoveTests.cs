using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Orders;

public sealed class OrderMoveTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_programs_table_of_moves_is_the_databases()
    {
        var inDatabase = await database.Ask<string>("select from_state || ' -> ' || to_state from order_move");

        OrderMoves.All.Select(m => $"{SqlName.Of(m.From)} -> {SqlName.Of(m.To)}").Should().BeEquivalentTo(inDatabase);
    }

    [Fact]
    public async Task The_database_refuses_every_other_move()
    {
        var clock = new TestClock();
        using var selling = new Selling(database, clock);
        var shop = await SellingShop.Open(database, clock);
        var placed = await selling.PlaceOne(shop, await shop.Sells("SHOE", 4500, 5));

        foreach (var (from, to) in Enum.GetValues<OrderState>().SelectMany(f => Enum.GetValues<OrderState>().Select(t => (f, t))).Where(m => m.f != m.t))
        {
            await database.Run($"""
                alter table sales_order disable trigger sales_order_move;
                update sales_order set state = '{SqlName.Of(from)}';
                alter table sales_order enable trigger sales_order_move;
                """);
            var move = () => shop.Db.Execute($"update sales_order set state = {to} where id = {placed.OrderId}", default);
            if (OrderMoves.Allows(from, to))
            {
                await move.Should().NotThrowAsync();
            }
            else
            {
                (await move.Should().ThrowAsync<PostgresException>($"{from} must not become {to}")).Which.SqlState.Should().Be("23514");
            }
        }
    }
}
