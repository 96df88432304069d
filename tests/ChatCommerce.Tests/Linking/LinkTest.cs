using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using Xunit;

namespace ChatCommerce.Tests.Linking;

/// <summary>The program with two channels in each shop, and people who use both.</summary>
public abstract class LinkTest(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly List<Person> people = [];

    private protected PostOffice Office { get; private set; } = null!;

    private protected TestDatabase Database => database;

    public async ValueTask InitializeAsync() => Office = await PostOffice.Open(database);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var person in people)
        {
            await person.DisposeAsync();
        }

        await Office.DisposeAsync();
    }

    private protected async Task<Person> Open(string slug = "harbor", string hello = "hello")
    {
        var person = await Person.Open(Office, database, slug, hello);
        people.Add(person);
        return person;
    }
}
