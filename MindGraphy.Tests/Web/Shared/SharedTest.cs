using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Web.Layout;

namespace MindGraphy.Tests.Web.Shared;

/// <summary>A browser-less page with the shell's real services, in Korean unless a test says otherwise.</summary>
public abstract class SharedTest : BunitContext
{
    protected SharedTest()
    {
        Speak("ko");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddShell();
        Services.AddLogging();
    }

    protected static void Speak(string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
    }
}
