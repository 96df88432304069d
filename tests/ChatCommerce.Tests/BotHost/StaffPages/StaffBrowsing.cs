using ChatCommerce.Tests.World.Programs;
using FluentAssertions;

namespace ChatCommerce.Tests.BotHost.StaffPages;

/// <summary>What people do in several steps.</summary>
internal static class StaffBrowsing
{
    /// <summary>Sends these fields and the token of the page seen last.</summary>
    public static Task<StaffAnswer> Post(this StaffBrowser browser, string path, params (string Name, string Value)[] fields) =>
        browser.Post(path, fields.ToDictionary(f => f.Name, f => f.Value));

    /// <summary>Sends a form and follows to the page it leads to.</summary>
    public static async Task<StaffAnswer> Do(this StaffBrowser browser, string path, params (string Name, string Value)[] fields)
    {
        var answer = await browser.Post(path, fields);
        answer.Status.Should().Be(303, answer.Read);
        return await browser.Get(answer.Location!);
    }

    public static async Task<StaffAnswer> Enter(this StaffBrowser browser, string email, string password, string target = "")
    {
        await browser.Get("/sign-in");
        return await browser.Post("/sign-in", ("email", email), ("password", password), ("return", target));
    }

    public static async Task Enter(this StaffBrowser browser, RunFileStaff person)
    {
        var answer = await browser.Enter(person.Email, person.Password);
        answer.Status.Should().Be(303, answer.Read);
    }

    /// <summary>The address of the first link that has this in it.</summary>
    public static string LinkTo(this StaffAnswer answer, string part) =>
        answer.Read.Split("href=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"')]).First(link => link.Contains(part, StringComparison.Ordinal));
}
