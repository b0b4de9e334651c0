# A terminal whose panel reports itself as higher than wide. A landscape panel that is mounted on its side needs a profile of its own
# with Rotation, since nothing in it tells how it hangs.
[Profile]
Format = 1
Id = generic-portrait
Kind = machine
Name[en] = Portrait screen
Name[zh_CN] = 竖屏终端
Status = generic

[Match]
Line = display.orientation=portrait

[Display]
ScaleMin = 100
ScaleMax = 130
