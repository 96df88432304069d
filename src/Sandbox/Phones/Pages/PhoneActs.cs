using ChatCommerce.Sandbox.Faults;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Pages;

/// <summary>The buttons of the phones page: each does its act and leads back.</summary>
internal static class PhoneActs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var acts = routes.MapGroup("/sandbox/do/phones");
        acts.MapPost("act", Act);
        acts.MapPost("clear", async (HttpRequest request, LayPhones lay, PhoneChats chats, CancellationToken ct) =>
        {
            var form = await request.ReadFormAsync(ct);
            if (ChatOf(form, lay) is { } chat)
            {
                chat.Clear();
                chats.Changed(chat);
            }

            return Back(form);
        });
        acts.MapPost("fault", AddFault);
        acts.MapPost("fault/{id}/remove", async (HttpRequest request, FaultList faults, string id, CancellationToken ct) =>
        {
            faults.Remove(id);
            return Back(await request.ReadFormAsync(ct));
        });
        acts.MapPost("release", async (HttpRequest request, Posts posts, CancellationToken ct) =>
        {
            var form = await request.ReadFormAsync(ct);
            posts.Release([], null, newestFirst: form["order"] == "newest");
            return Back(form);
        });
    }

    private static async Task<IResult> Act(HttpRequest request, LayPhones lay, PlayCustomer customer, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await request.ReadFormAsync(ct);
        if (ChatOf(form, lay) is not { } chat)
        {
            return Results.NotFound("There is no such phone.");
        }

        if (await ActForm.Read(form, chat, ct) is { } act && customer.Do(chat, [act]).Refusal is { } refusal)
        {
            return Results.BadRequest(refusal);
        }

        return Back(form);
    }

    private static async Task<IResult> AddFault(HttpRequest request, FaultList faults, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await request.ReadFormAsync(ct);
        if (form["line"].ToString().Split(' ', 2) is not [{ Length: > 0 } kind, var account])
        {
            return Results.BadRequest("A line is missing.");
        }

        var wanted = FaultRequest.Of(form) with { Provider = kind, Account = account };
        if (wanted.Complaint() is { } complaint)
        {
            return Results.BadRequest(complaint);
        }

        faults.Add(wanted.ToFault());
        return Back(form);
    }

    private static PhoneChat? ChatOf(IFormCollection form, LayPhones lay) => PhoneKey.Parse(form["phone"]) is { } key ? lay.ChatOf(key) : null;

    private static IResult Back(IFormCollection form)
    {
        var back = form["back"].ToString();
        return Results.Extensions.SeeOther(back.StartsWith(OpenPhones.Root, StringComparison.Ordinal) ? back : OpenPhones.Root);
    }
}
