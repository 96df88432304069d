using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.Commerce.Payments;

/// <summary>Settings <c>Payments</c>, and <c>PublicUrl</c>.</summary>
public sealed class PaymentOptions
{
    /// <summary>Where customers reach this program: pay links and order pages begin with it.</summary>
    [Required]
    public Uri PublicUrl { get; set; } = new("http://localhost:5080");

    public StripeOptions Stripe { get; set; } = new();

    /// <summary>A payment page that nothing was heard of for so long is asked about.</summary>
    public TimeSpan ReconcileAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>An address below <see cref="PublicUrl"/>.</summary>
    public Uri At(string path) => new(PublicUrl, path);
}

public sealed class StripeOptions
{
    [Required]
    public Uri BaseAddress { get; set; } = new("https://api.stripe.com");

    /// <summary>The API version our requests and answers are written for.</summary>
    [Required]
    public string Version { get; set; } = "2026-07-29.dahlia";

    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
