using ChatCommerce.Commerce;
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
    public async Task So_is_that_of_the_moves_of_its_money()
    {
        var inDatabase = await database.Ask<string>("select from_state || ' -> ' || to_state from payment_move");

        OrderMoves.AllOfPayments.Select(m => $"{SqlName.Of(m.From)} -> {SqlName.Of(m.To)}").Should().BeEquivalentTo(inDatabase);
    }

    [Fact]
    public async Task The_database_refuses_every_other_move()
    {
        var (shop, order) = await Place();

        await Each<OrderState>("state", OrderMoves.Allows, to => shop.Db.Execute($"update sales_order set state = {to} where id = {order}", default));
    }

    [Fact]
    public async Task The_database_refuses_every_other_move_of_the_money()
    {
        var (shop, order) = await Place();

        await Each<PaymentState>("payment_state", OrderMoves.Allows, to => shop.Db.Execute($"update sales_order set payment_state = {to} where id = {order}", default));
    }

    private async Task<(SellingShop Shop, OrderId Order)> Place()
    {
        var clock = new TestClock();
        using var selling = new Selling(database, clock);
        var shop = await SellingShop.Open(database, clock);
        return (shop, (await selling.PlaceOne(shop, await shop.Sells("SHOE", 4500, 5))).OrderId);
    }

    private async Task Each<TState>(string column, Func<TState, TState, bool> allows, Func<TState, Task> go)
        where TState : struct, Enum
    {
        foreach (var (from, to) in Enum.GetValues<TState>().SelectMany(f => Enum.GetValues<TState>().Select(t => (f, t))).Where(m => !Equals(m.f, m.t)))
        {
            await database.Run($"""
                alter table sales_order disable trigger user;
                update sales_order set {column} = '{SqlName.Of(from)}';
                alter table sales_order enable trigger user;
                """);
            var move = () => go(to);
            if (allows(from, to))
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
