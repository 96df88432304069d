using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary><c>/v1/webhook_endpoints</c> and <c>/v1/account</c>.</summary>
internal sealed class EndpointCalls(Books books, TimeProvider clock)
{
    public static Answer Account(StripeCall call)
    {
        call.Parameters.Allow("expand");
        return call.Parameters.Complaint is { } complaint ? Answer.Invalid(complaint) : Answer.Ok(call.Account.ToJson());
    }

    public Answer Create(StripeCall call)
    {
        var parameters = call.Parameters;
        var events = parameters.Texts("enabled_events");
        var endpoint = new WebhookEndpoint
        {
            Id = Ids.New("we_1"),
            AccountId = call.Account.Id,
            Url = parameters.Url("url") ?? parameters.Required("url"),
            Secret = Ids.New("whsec_", 32),
            Created = clock.GetUtcNow(),
            Livemode = call.Account.Livemode,
            Connect = parameters.Flag("connect") ?? false,
            EnabledEvents = events,
            Description = parameters.Text("description"),
            ApiVersion = parameters.Text("api_version") ?? StripeEvent.ApiVersion,
            Metadata = parameters.Metadata("metadata"),
        };
        if (events.Count == 0)
        {
            parameters.Complain(StripeError.Missing("enabled_events"));
        }

        if (parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        books.Change(() =>
        {
            books.Endpoints.Put(endpoint);
            return endpoint;
        });
        return Answer.Ok(endpoint.ToJson(withSecret: true));
    }

    public Answer List(StripeCall call)
    {
        var page = ListPage.Read(call.Parameters);
        if (call.Parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        return books.Read(() => Answer.Ok(page.Of(
            "/v1/webhook_endpoints",
            books.Endpoints.NewestFirst.Where(endpoint => endpoint.AccountId.Equals(call.Account.Id, StringComparison.Ordinal)),
            endpoint => endpoint.Id,
            endpoint => endpoint.ToJson())));
    }

    public Answer Get(StripeCall call, string id) => books.Read(() => Find(call, id) is { } endpoint
        ? Answer.Ok(endpoint.ToJson())
        : Answer.Invalid(NoEndpoint(id)));

    public Answer Delete(StripeCall call, string id) => books.Change(() =>
    {
        if (Find(call, id) is null)
        {
            return Answer.Invalid(NoEndpoint(id));
        }

        books.Endpoints.Remove(id);
        return Answer.Ok(new JsonObject { ["id"] = id, ["object"] = "webhook_endpoint", ["deleted"] = true });
    });

    private WebhookEndpoint? Find(StripeCall call, string id) =>
        books.Endpoints.Find(id) is { } endpoint && endpoint.AccountId.Equals(call.Account.Id, StringComparison.Ordinal) ? endpoint : null;

    private static StripeError NoEndpoint(string id) => StripeError.NotFound("webhook endpoint", id, "webhook_endpoint");
}
