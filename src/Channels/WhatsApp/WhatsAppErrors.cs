using ChatCommerce.Channels.Meta;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>What the Cloud API's error codes mean for us (developers.facebook.com, WhatsApp Cloud API, "Error codes").</summary>
internal static class WhatsAppErrors
{
    private const int TenMinutes = 600;

    public static ChannelTrouble Trouble(GraphError error) => error.Code switch
    {
        0 or 190 => error.Permanent(Meaning.CredentialsRefused),

        // A permission, the policy team, billing or registration: nothing goes out until somebody has seen to it.
        3 or 10 or (>= 200 and <= 299) or 368 or 131031 or 131042 or 131045 or 133010 or 134011 => error.Permanent(Meaning.NeedsPerson),

        4 or 80007 or 130429 => error.Temporary(Meaning.AccountSlowed),
        131048 => error.Temporary(Meaning.AccountSlowed, TenMinutes),
        131056 => error.Temporary(seconds: 6),
        2 or 131000 or 131016 or 131057 or 133004 => error.Temporary(),

        131047 => error.Permanent(Meaning.WindowClosed),
        131050 => error.Permanent(Meaning.NoAdvertising),
        131051 or 131052 or 131053 => error.Permanent(Meaning.FormRefused),
        131026 or 131021 or 131030 => error.Permanent(Meaning.NobodyThere),

        // A bad parameter, an id it does not allow here, held back, an experiment, a country.
        1 or 100 or 131008 or 131009 or 131062 or 131049 or 130472 or 130497 => error.Permanent(),

        // A template that is missing, paused or filled wrongly; Direct Send that is not allowed.
        >= 132000 and <= 132099 or 139200 => error.Permanent(),
        _ => error.ByStatus(),
    };
}
