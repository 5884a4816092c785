namespace MindGraphy.Web.Theme;

/// <summary>The product's own line icons: 24 units, one weight, the colour of the text beside them. Each is what MudBlazor's <c>Icon</c> parameters take.</summary>
public static class StudioIcons
{
    private const string Open =
        """<g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">""";
    private const string End = "</g>";

    public const string Today =
        Open
        + """<circle cx="12" cy="12" r="4"/><path d="M12 3.5v2M12 18.5v2M3.5 12h2M18.5 12h2M6 6l1.4 1.4M16.6 16.6 18 18M18 6l-1.4 1.4M7.4 16.6 6 18"/>"""
        + End;
    public const string Pipeline = Open + """<path d="M5 5v14M12 5v9M19 5v6"/>""" + End;
    public const string Customers =
        Open
        + """<circle cx="9" cy="8.5" r="3.5"/><path d="M3 20c0-3.6 2.7-5.5 6-5.5s6 1.9 6 5.5"/><path d="M16 5.4a3.5 3.5 0 0 1 0 6.2M18 15.2c1.9.8 3 2.4 3 4.8"/>"""
        + End;
    public const string Calendar =
        Open + """<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>""" + End;
    public const string Projects = Open + """<path d="M4 7.5h16M4 12h16M4 16.5h10"/>""" + End;
    public const string Photos =
        Open
        + """<rect x="4" y="5" width="16" height="14" rx="2"/><circle cx="9" cy="10" r="1.6"/><path d="m4.5 17.5 5-4.5 3.5 3 3-2.5 3.5 3"/>"""
        + End;
    public const string Proofing =
        Open
        + """<path d="M12 19.5 5 12.8a4.3 4.3 0 0 1 0-6.2 4.5 4.5 0 0 1 6.2 0l.8.8.8-.8a4.5 4.5 0 0 1 6.2 0 4.3 4.3 0 0 1 0 6.2Z"/>"""
        + End;
    public const string Album =
        Open + """<path d="M12 7c-2-1.4-4.6-2-8-2v13c3.4 0 6 .6 8 2 2-1.4 4.6-2 8-2V5c-3.4 0-6 .6-8 2ZM12 7v13"/>""" + End;
    public const string Editing = Open + """<path d="M4 20l1-4L16.5 4.5l3 3L8 19Z"/><path d="m14 7 3 3"/>""" + End;
    public const string Deliveries = Open + """<path d="M12 4v10.5M7.8 10.5 12 14.7l4.2-4.2M4.5 19.5h15"/>""" + End;
    public const string Contracts = Open + """<path d="M7 3.5h7l4 4v13H7Z"/><path d="M14 3.5v4h4M10 12h5M10 16h5"/>""" + End;
    public const string Payments = Open + """<rect x="3.5" y="6" width="17" height="12.5" rx="2"/><path d="M3.5 10.5h17M7 15h3"/>""" + End;
    public const string Packages =
        Open + """<path d="m12 3.5 8 4.2v8.6l-8 4.2-8-4.2V7.7Z"/><path d="m4 7.7 8 4.2 8-4.2M12 12v8.4"/>""" + End;
    public const string Team = Open + """<circle cx="12" cy="8" r="3.5"/><path d="M5 20c0-3.8 3-6 7-6s7 2.2 7 6"/>""" + End;
    public const string Notices = Open + """<path d="M4 6h16v12H4Z"/><path d="m4.5 6.5 7.5 6 7.5-6"/>""" + End;
    public const string Reports = Open + """<path d="M4 19.5h16M7 16v-4M12 16V6M17 16v-7"/>""" + End;
    public const string Backups =
        Open
        + """<ellipse cx="12" cy="6.5" rx="7" ry="3"/><path d="M5 6.5v11c0 1.7 3.1 3 7 3s7-1.3 7-3v-11M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3"/>"""
        + End;
    public const string Settings =
        Open + """<path d="M4 8h9M17 8h3M4 16h3M11 16h9"/><circle cx="15" cy="8" r="2"/><circle cx="9" cy="16" r="2"/>""" + End;
    public const string Audit =
        Open + """<path d="M12 3.5 5 6v6c0 4 2.8 7 7 8.5 4.2-1.5 7-4.5 7-8.5V6Z"/><path d="m9 12 2.2 2.2L15 10"/>""" + End;
    public const string Search = Open + """<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4.5 4.5"/>""" + End;
    public const string Add = Open + """<path d="M12 5v14M5 12h14"/>""" + End;
    public const string Close = Open + """<path d="m6 6 12 12M18 6 6 18"/>""" + End;
    public const string Back = Open + """<path d="M14.5 5.5 8 12l6.5 6.5"/>""" + End;
    public const string Forward = Open + """<path d="M9.5 5.5 16 12l-6.5 6.5"/>""" + End;
    public const string Down = Open + """<path d="m5.5 9.5 6.5 6.5 6.5-6.5"/>""" + End;
    public const string Up = Open + """<path d="m5.5 14.5 6.5-6.5 6.5 6.5"/>""" + End;
    public const string More = Open + """<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="2.4"/>""" + End;
    public const string Menu = Open + """<path d="M4 7h16M4 12h16M4 17h16"/>""" + End;
    public const string Check = Open + """<path d="m5 12.5 4.5 4.5L19 7.5"/>""" + End;
    public const string Warning = Open + """<path d="M12 4.5 3.5 19.5h17Z"/><path d="M12 10.5v4M12 17v.01"/>""" + End;
    public const string Info = Open + """<circle cx="12" cy="12" r="8"/><path d="M12 11.5v4.5M12 8v.01"/>""" + End;
    public const string Lock =
        Open + """<rect x="5.5" y="10.5" width="13" height="9.5" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>""" + End;
    public const string Link =
        Open + """<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"/>""" + End;
    public const string Copy =
        Open
        + """<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>"""
        + End;
    public const string Trash = Open + """<path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5"/>""" + End;
    public const string Print = Open + """<path d="M7 9V4h10v5M7 17H4.5V9.5h15V17H17"/><path d="M7 14h10v6H7Z"/>""" + End;
    public const string Upload = Open + """<path d="M12 15V4.5M7.8 8.7 12 4.5l4.2 4.2M4.5 19.5h15"/>""" + End;
    public const string Filter = Open + """<path d="M4 6h16l-6.2 7v5.5l-3.6-1.8V13Z"/>""" + End;
    public const string Clock = Open + """<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>""" + End;
    public const string Place =
        Open
        + """<path d="M12 20.5s-6.5-5.6-6.5-10.5a6.5 6.5 0 0 1 13 0c0 4.9-6.5 10.5-6.5 10.5Z"/><circle cx="12" cy="10" r="2.3"/>"""
        + End;
    public const string Phone =
        Open + """<path d="M6 4h3l1.5 4.5L8.5 10a12 12 0 0 0 5.5 5.5l1.5-2L20 15v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z"/>""" + End;
    public const string Theme = Open + """<circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16Z" fill="currentColor"/>""" + End;
    public const string Language =
        Open + """<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c4.5 4.8 4.5 11.2 0 16M12 4c-4.5 4.8-4.5 11.2 0 16"/>""" + End;
    public const string SignOut =
        Open + """<path d="M13 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H13M10 12h10M16.5 8.5 20 12l-3.5 3.5"/>""" + End;
}
