# A desktop, all-in-one or terminal with a panel that is wider than high. Mode and size are what the panel reports.
[Profile]
Format = 1
Id = generic-landscape
Kind = machine
Name[en] = Landscape screen
Name[zh_CN] = 横屏终端
Status = generic

[Match]
Line = display.orientation=landscape

[Display]
ScaleMin = 100
ScaleMax = 150
