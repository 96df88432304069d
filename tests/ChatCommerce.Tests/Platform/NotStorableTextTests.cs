using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Platform;

/// <summary>
/// A statement is prepared on its second use. A value that the server cannot take in at that moment would break the next answer on the connection,
/// so it must not be sent.
/// </summary>
public sealed class NotStorableTextTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly TenantScope db = database.Tenants.For(new TenantId(Guid.CreateVersion7()));

    [Fact]
    public Task A_text_with_NUL_is_refused_and_harms_no_statement_after_it() => Refused(
        text => $"select {text}::text as word", "a\0b", PostgresErrorCodes.CharacterNotInRepertoire);

    [Fact]
    public Task So_is_one_of_several_texts() => Refused(
        text => $"select ({new[] { text, "last" }}::text[])[1] as first", "a\0b", PostgresErrorCodes.CharacterNotInRepertoire);

    [Fact]
    public Task So_is_one_inside_JSON() => Refused(
        text => $"select {new Holder(text):jsonb} ->> 'text' as held", "a\0b", PostgresErrorCodes.UntranslatableCharacter);

    [Fact]
    public async Task A_text_about_NUL_is_a_text_like_any_other() =>
        (await db.Get<string>($"select {new Holder("\\u0000 and \\\\u0000"):jsonb} ->> 'text' as about", default)).Should().Be("\\u0000 and \\\\u0000");

    private async Task Refused(Func<string, Sql> statement, string bad, string code)
    {
        (await db.Get<string>(statement("fine"), default)).Should().Be("fine");

        var refused = await FluentActions.Awaiting(() => db.Get<string>(statement(bad), default)).Should().ThrowAsync<PostgresException>();

        refused.Which.SqlState.Should().Be(code);
        for (var n = 0; n < 4; n++)
        {
            (await db.Get<string>(statement("fine"), default)).Should().Be("fine");
        }
    }

    private sealed record Holder(string Text);
}
