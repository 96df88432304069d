namespace ChatCommerce.Sandbox.Phones;

/// <summary>Everybody with a phone. Four are always there; others come by being named.</summary>
internal sealed class People
{
    private const int Most = 20_000;
    private readonly Lock gate = new();
    private readonly Shelf<Person> people = new(person => person.Id, Most);

    public People() => people.Replace(
    [
        new() { Id = "mina", Name = "Mina Park", Phone = "+12025550123", Username = "mina.park", Locale = "ko-KR" },
        new() { Id = "sam", Name = "Sam Rivera", Phone = "+13125550147", Username = "sam_rivera", Locale = "en-US" },
        new() { Id = "linh", Name = "Linh Tran", Phone = "+14155550168", Username = "linh.tran", Locale = "vi-VN" },
        new() { Id = "amal", Name = "Amal Haddad", Phone = "+16465550182", Username = "amal.haddad", Locale = "ar-AE" },
    ]);

    public IReadOnlyList<Person> All
    {
        get
        {
            lock (gate)
            {
                return [.. people.OldestFirst];
            }
        }
    }

    /// <summary>The person of that id, made up if nobody has introduced them.</summary>
    public Person Get(string id)
    {
        lock (gate)
        {
            if (people.Find(id) is { } known)
            {
                return known;
            }

            var person = Person.Named(id);
            people.Put(person);
            return person;
        }
    }

    public void Put(Person person)
    {
        lock (gate)
        {
            people.Put(person);
        }
    }
}
